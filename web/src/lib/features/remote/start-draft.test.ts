import { expect, it } from 'vitest';
import { type FailureKind, RequestFailure } from '$lib/api/failure.ts';
import type { Requests } from '$lib/api/requests.ts';
import { hostRow } from '../hosts/host.testing.ts';
import { StartDraft } from './start-draft.svelte.ts';

const away = hostRow({ id: 'host_away', isConnected: false });
const foreign = hostRow({ id: 'host_foreign', canStart: false });
const strict = hostRow({ id: 'host_strict', abilities: { modes: ['READ_ONLY'], systemUsers: ['deploy', 'web'] } });
const open = hostRow({ id: 'host_open' });

it('begins with the first host that is there, and offers those where the person may', () => {
  const draft = new StartDraft(() => [foreign, away, open], undefined);
  expect(draft.hostId).toBe('host_open');
  expect(draft.offered.map(({ id }) => id)).toEqual(['host_away', 'host_open']);
  expect(draft.problem).toBeUndefined();
});

it('keeps no mode that the other host does not allow, and takes that host’s first user', () => {
  const draft = new StartDraft(() => [open, strict], 'host_open');
  expect([draft.mode, draft.systemUser]).toEqual(['SUPERVISED', '']);
  draft.hostId = 'host_strict';
  expect([draft.mode, draft.systemUser]).toEqual(['READ_ONLY', 'deploy']);
});

it('says why it cannot be started', () => {
  expect(new StartDraft(() => [], undefined).problem).toBe('Choose a host.');
  expect(new StartDraft(() => [away], 'host_away').problem).toContain('away');
  const draft = new StartDraft(() => [strict], 'host_strict');
  draft.mode = 'AUTONOMOUS';
  expect(draft.problem).toContain('policy does not allow');
});

it('tries again under the same key, as long as nothing answered', async () => {
  const keys: unknown[] = [];
  const failing = (kind: FailureKind): Requests => {
    const fail = (_document: unknown, variables: unknown) => {
      keys.push(variables);
      return Promise.reject(new RequestFailure(kind, 'So.'));
    };
    return { query: fail, mutate: fail };
  };
  const draft = new StartDraft(() => [open], 'host_open');
  await draft.start(failing('UNREACHABLE'));
  await draft.start(failing('UNREACHABLE'));
  expect(keys[0]).toEqual(keys[1]);
});
