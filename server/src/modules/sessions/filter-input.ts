import { z } from 'zod';
import type { SessionFilter } from './store.ts';

const maxValues = 1_000;
const tooMany = 'at most 1,000 values';
export const namesInput = z.array(z.string().max(200, 'at most 200 characters')).max(maxValues, tooMany);
/** GraphQL has found each to be of its enum; how many there are is left to check. */
const words = <Name extends keyof SessionFilter>() =>
  z.custom<NonNullable<SessionFilter[Name]>>((list) => Array.isArray(list) && list.length <= maxValues, tooMany);
const dateMs = z.number().optional();

/** Bounds what is asked for; GraphQL has looked at the types. */
export const filterInput = z.object({
  ids: namesInput.optional(),
  apps: namesInput.optional(),
  tags: namesInput.max(20, 'at most 20 tags').optional(),
  userId: z.string().max(200, 'at most 200 characters').optional(),
  search: z.string().max(200, 'at most 200 characters').optional(),
  kinds: words<'kinds'>().optional(),
  status: words<'status'>().optional(),
  lifecycle: words<'lifecycle'>().optional(),
  activity: words<'activity'>().optional(),
  liveness: words<'liveness'>().optional(),
  createdFromMs: dateMs,
  createdBeforeMs: dateMs,
});
