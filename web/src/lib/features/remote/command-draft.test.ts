import { expect, it } from 'vitest';
import { RequestFailure } from '$lib/api/failure.ts';
import type { Requests } from '$lib/api/requests.ts';
import { CommandDraft } from './command-draft.svelte.ts';

const history = ['first', 'second'];

it('goes back through what was run, and forth to what was being written', () => {
  const draft = new CommandDraft();
  draft.line = 'thi';
  const seen: string[] = [];
  for (const step of [-1, -1, -1, 1, 1, 1] as const) {
    draft.recall(step, history);
    seen.push(draft.line);
  }
  expect(seen).toEqual(['second', 'first', 'first', 'second', 'thi', 'thi']);
});

it.each([
  ['NAME', 'no NAME=value'],
  ['1A=b', 'no NAME=value'],
])('refuses an environment that is none: %s', (environment, problem) => {
  const draft = new CommandDraft();
  draft.environment = environment;
  expect(draft.problem).toContain(problem);
});

it.each(['0', '-1', '2000', 'soon'])('refuses a time-out of %s', (timeout) => {
  const draft = new CommandDraft();
  draft.timeout = timeout;
  expect(draft.problem).toContain('number of minutes');
});

it('tells what applies beside the line, also after another command was written', () => {
  const draft = new CommandDraft();
  expect(draft.terms).toBe('');
  draft.cwd = ' /srv ';
  draft.environment = 'A=secret\n\nB=c';
  draft.timeout = '5';
  expect(draft.terms).toBe('in /srv · with A, B · at most 5 m');
  draft.recall(-1, history);
  expect(draft.terms).toBe('in /srv · with A, B · at most 5 m');
});

it('sends what was written, exactly, and again under the same key where nothing answered', async () => {
  const sent: unknown[] = [];
  const fail = (_document: unknown, variables: unknown) => {
    sent.push(variables);
    return Promise.reject(new RequestFailure('UNREACHABLE', 'So.'));
  };
  const requests: Requests = { query: fail, mutate: fail };
  const draft = new CommandDraft();
  draft.line = '  echo "$A"\n';
  draft.environment = 'A=b=c\n\nB= d';
  draft.timeout = '1.5';
  draft.cwd = ' /srv ';
  expect(await draft.run(requests, 'remote_1')).toMatchObject({ kind: 'REFUSED' });
  await draft.run(requests, 'remote_1');
  expect(sent[0]).toEqual(sent[1]);
  expect(sent[0]).toMatchObject({
    input: {
      sessionId: 'remote_1',
      line: '  echo "$A"\n',
      cwd: '/srv',
      env: [
        { name: 'A', value: 'b=c' },
        { name: 'B', value: ' d' },
      ],
      timeoutMs: 90_000,
    },
  });
  expect(draft.line).toBe('  echo "$A"\n');
});
