import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Result } from '../harness/operations.ts';
import { mutate } from '../harness/operations.ts';
import { enter, type Member } from '../harness/people.ts';
import { ServerProcess } from '../harness/server-process.ts';
import { becomeFirstAdmin, type SignedIn } from '../harness/sign-in.ts';

let server: ServerProcess;
let root: SignedIn;
let ada: Member;

beforeEach(async () => {
  server = await ServerProcess.start();
  root = await becomeFirstAdmin(server);
  ada = await enter(server, root.api, { name: 'ada', role: 'ADMIN' });
});

afterEach(async () => {
  await server.remove();
});

async function idOf({ api }: SignedIn): Promise<string> {
  const { viewer } = await api.data<{ viewer: { person: { id: string } } }>('{ viewer { person { id } } }');
  return viewer.person.id;
}

const demotion = (id: string, name: string) => ({ id, name, role: 'VIEWER' });

test.each<[string, (rootId: string) => readonly Promise<Result | Error>[]]>([
  [
    'remove each other',
    (rootId) => [
      mutate(root.api, 'removePerson', { id: ada.id }).catch(asError),
      mutate(ada.api, 'removePerson', { id: rootId }).catch(asError),
    ],
  ],
  [
    'both step down',
    (rootId) => [
      mutate(root.api, 'updatePerson', demotion(rootId, 'root')).catch(asError),
      mutate(ada.api, 'updatePerson', demotion(ada.id, 'ada')).catch(asError),
    ],
  ],
  [
    'remove themselves',
    (rootId) => [
      mutate(root.api, 'removePerson', { id: rootId }).catch(asError),
      mutate(ada.api, 'removePerson', { id: ada.id }).catch(asError),
    ],
  ],
])('two admins who at once %s leave one', async (_title, act) => {
  await Promise.all(act(await idOf(root)));
  const answers = await Promise.all(
    [root, ada].map(({ api }) => api.send<{ people: readonly { role: string }[] }>('{ people { role } }')),
  );
  const told = answers.filter(({ status, errors }) => status === 200 && errors === undefined);
  expect(told).toHaveLength(1);
  expect(told[0]?.data?.people.filter(({ role }) => role === 'ADMIN')).toHaveLength(1);
});

/** Whoever was removed first is answered as a stranger. */
const asError = (error: unknown) => (error instanceof Error ? error : new Error(String(error)));
