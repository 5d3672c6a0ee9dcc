import { InvalidInputError } from './errors.ts';
import type { RegisterSessionInput } from './generated/graphql.ts';
import { type JsonObject, isJsonObject } from './json.ts';

/** What a session is called and whose it is. */
export interface SessionOptions {
  /** The app it belongs to, 1 to 100 characters. */
  readonly app: string;
  /** The person it works for, as the app names them. */
  readonly user?: string;
  /**
   * The app's own key for it. The same app and key give the same session: in this client the same handle, after a
   * restart of the process the session that is still running. A random one by default.
   */
  readonly externalId?: string;
  /** What people call it, up to 200 characters. */
  readonly name?: string;
  /** Facts about it, as JSON of up to 16 KiB. */
  readonly metadata?: JsonObject;
  /** Up to 20 words to find it by, of up to 50 characters. */
  readonly tags?: readonly string[];
  /**
   * How often the owner tells that it lives, 1 to 40 seconds. A kill does not wait for it.
   *
   * @default 30_000 (30 seconds)
   */
  readonly heartbeatIntervalMs?: number;
}

/** The registration the options ask for. @throws {InvalidInputError} when one of them is not acceptable. */
export function toRegistration(
  options: SessionOptions,
  { ownerId, createId }: { readonly ownerId: string; readonly createId: () => string },
): RegisterSessionInput & { externalId: string } {
  const { app, user, externalId, name, metadata, tags, heartbeatIntervalMs } = options;
  requireLength('app', app, 1, 100);
  requireLength('user', user, 0, 200);
  requireLength('externalId', externalId, 1, 200);
  requireLength('name', name, 0, 200);
  if (tags !== undefined && (tags.length > 20 || tags.some((tag) => tag.length === 0 || tag.length > 50))) {
    throw invalid('tags', 'there may be 20 tags of 1 to 50 characters');
  }
  const isInterval = (ms: number) => Number.isInteger(ms) && ms >= 1_000 && ms <= 40_000;
  if (heartbeatIntervalMs !== undefined && !isInterval(heartbeatIntervalMs)) {
    throw invalid('heartbeatIntervalMs', 'it is a whole number from 1,000 to 40,000');
  }
  return {
    app,
    ownerId,
    externalId: externalId ?? createId(),
    ...(user !== undefined && { userId: user }),
    ...(name !== undefined && { name }),
    ...(metadata !== undefined && { metadata: toJson('metadata', metadata) }),
    ...(tags !== undefined && { tags: [...tags] }),
    ...(heartbeatIntervalMs !== undefined && { heartbeatIntervalMs }),
  };
}

/** A copy that can be sent later, whatever the caller does with the original. @throws {InvalidInputError} when JSON cannot say it. */
export function toJson(path: string, value: JsonObject): Record<string, unknown> {
  try {
    const copy: unknown = JSON.parse(JSON.stringify(value));
    if (isJsonObject(copy)) return { ...copy };
    throw new TypeError('Not an object.');
  } catch (cause) {
    throw invalid(path, 'it cannot be written as JSON', { cause });
  }
}

/** @throws {InvalidInputError} when there is no name. A name that is too long is cut: it may come from anywhere. */
export function toTaskName(name: string): string {
  requireLength('name', name, 1, Number.POSITIVE_INFINITY);
  return cut(name, 200);
}

/** Text of at most so many characters, never ending in half a character. */
export function cut(text: string, maxLength: number): string {
  return text.length <= maxLength ? text : text.slice(0, maxLength).replace(/[\uD800-\uDBFF]$/, '');
}

/** @throws {InvalidInputError} */
export function requireLength(path: string, text: string | undefined, min: number, max: number): void {
  if (text === undefined && path !== 'app' && path !== 'title') return;
  // Callers without types may pass anything.
  if (typeof text !== 'string' || text.trim().length < min || text.length > max) {
    const bounds = max === Number.POSITIVE_INFINITY ? 'it may not be empty' : `it has ${min} to ${max} characters`;
    throw invalid(path, text === undefined ? 'it is required' : bounds);
  }
}

export function invalid(path: string, why: string, options?: ErrorOptions): InvalidInputError {
  const message = `\`${path}\` is not acceptable: ${why}.`;
  return new InvalidInputError(message, [{ path, message }], options);
}
