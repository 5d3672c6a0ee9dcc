import { copyFileSync, chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { untilOver } from '../harness/remote.ts';
import type { WireSocket } from '../harness/wire-socket.ts';
import { approve, Site } from './site.ts';

const races = 200;
const atOnce = 4;

let site: Site;

beforeAll(async () => {
  site = await Site.open();
});

afterAll(async () => {
  await site.close();
});

/** An executable of the test's own that writes a word to a file. */
function writeProgram(path: string, word: string, to: string): void {
  writeFileSync(path, `#!/bin/sh\necho ${word} >>${to}\n`);
  chmodSync(path, 0o755);
}

test('an executable that is another one after it was approved does not run, and it is said why', async () => {
  const session = await site.start('SUPERVISED');
  const [program, written] = [site.path(), site.path()];
  writeProgram(program, 'shown', written);
  const command = await session.run({ argv: [program] });
  expect(command).toMatchObject({ state: 'PENDING_APPROVAL', executable: program });
  writeProgram(program, 'another', written);
  await approve(site.grace.api, command.approval?.id ?? '');
  const over = await untilOver(site.ada.api, command.id);
  expect(over).toMatchObject({ state: 'FAILED', exitCode: null, signal: null, outputBytes: 0 });
  expect(over.message).toMatch(/executable|changed/i);
  expect(existsSync(written)).toBe(false);

  // Asked again it is shown, and approved, as it is now.
  const again = await session.run({ argv: [program] });
  await approve(site.grace.api, again.approval?.id ?? '');
  expect(await untilOver(site.ada.api, again.id)).toMatchObject({ state: 'SUCCEEDED' });
  expect(readFileSync(written, 'utf8')).toBe('another\n');
});

test('a grant covers no executable that became another one', async () => {
  const session = await site.start('SUPERVISED');
  const [program, written] = [site.path(), site.path()];
  writeProgram(program, 'shown', written);
  const command = await session.run({ argv: [program] });
  await approve(site.grace.api, command.approval?.id ?? '', { grant: { uses: 5, forMs: 3_600_000 } });
  await untilOver(site.ada.api, command.id);
  expect(await session.finish({ argv: [program] })).toMatchObject({ state: 'SUCCEEDED' });
  copyFileSync('/bin/true', program);
  expect(await session.run({ argv: [program] })).toMatchObject({ state: 'PENDING_APPROVAL' });
  expect(readFileSync(written, 'utf8')).toBe('shown\nshown\n');
});

const decisions = {
  approve: `mutation ($id: ID!) { decided: approve(input: { id: $id }) { __typename } }`,
  deny: `mutation ($id: ID!) { decided: deny(input: { id: $id }) { __typename } }`,
};

async function decide(socket: WireSocket, decision: keyof typeof decisions, id: string): Promise<string> {
  const { decided } = await socket.request<{ decided: { __typename: string } }>(decisions[decision], { id });
  return decided.__typename;
}

test(`${races} races of two who answer: each is decided once, and runs once or never`, async () => {
  const session = await site.start('SUPERVISED');
  const sockets = [await site.ada.openSocket(), await site.grace.openSocket()] as const;
  const ran = site.path();
  const approved: string[] = [];
  let race = 0;
  const runSome = async (): Promise<void> => {
    while (race < races) {
      const name = `race-${race}`;
      // Half of them say the same, half say what cannot both be.
      const other = race % 2 === 0 ? 'approve' : 'deny';
      const turn = race % 4 < 2 ? ([0, 1] as const) : ([1, 0] as const);
      race += 1;
      const command = await session.run({ argv: ['sh', '-c', `echo ${name} >>${ran}`] });
      const id = command.approval?.id ?? '';
      const answers = await Promise.all([decide(sockets[turn[0]], 'approve', id), decide(sockets[turn[1]], other, id)]);
      expect(
        answers.filter((answer) => answer.endsWith('Success')),
        `${name}: ${answers.join(' ')}`,
      ).toHaveLength(1);
      expect(answers).toContain('ApprovalDecidedError');
      const { state } = await untilOver(site.ada.api, command.id);
      expect(state, name).toBe(answers.includes('ApproveSuccess') ? 'SUCCEEDED' : 'DENIED');
      if (state === 'SUCCEEDED') approved.push(name);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, runSome));
  expect(readFileSync(ran, 'utf8').trim().split('\n').sort()).toEqual(approved.sort());
  expect(approved.length).toBeGreaterThanOrEqual(races / 2);
  await Promise.all(sockets.map((socket) => socket.close()));
}, 300_000);
