import { expect, it } from 'vitest';
import { type ExactSubject, exactSubject } from './exact-facts.ts';

const details = {
  argv: ['sh', '-c', 'rm -r build\u202E'],
  line: 'rm -r build\u202E',
  executable: '/bin/sh',
  executableDigest: 'ab12',
  cwd: '/srv/app',
  env: [],
  stdin: null,
  timeoutMs: 600_000,
  host: 'build-1',
  systemUser: 'deploy',
  sandbox: false,
};

const told = ({ text, facts }: ExactSubject) => ({
  text: text?.map((part) => part.text).join(''),
  facts: facts.map(({ name, parts }) => `${name}: ${parts.map((part) => part.text).join('')}`),
});

it('says exactly what runs, where, as whom, with what hides in it by its code point', () => {
  expect(told(exactSubject(details))).toEqual({
    text: 'rm -r buildU+202E',
    facts: [
      'Executable: /bin/sh',
      'Its SHA-256: ab12',
      'Folder: /srv/app',
      'Environment: none',
      'Standard input: none',
      'Time-out: ended after 10 m',
      'Host: build-1',
      'System user: deploy',
      'Sandbox: no',
    ],
  });
});

it('shows the arguments where they are no line, and where they are not that line', () => {
  const bare = exactSubject({ argv: ['ls', '-l'], line: null });
  expect(told(bare)).toEqual({ text: undefined, facts: ['Arguments: [\n  "ls",\n  "-l"\n]'] });
  const odd = exactSubject({ argv: ['sh', '-c', 'rm -r /'], line: 'ls' });
  expect(told(odd).facts).toEqual(['Arguments: [\n  "sh",\n  "-c",\n  "rm -r /"\n]']);
});

it('leaves out nothing it does not know', () => {
  expect(
    told(exactSubject({ surprise: { a: 1 }, line: 7, safetyMode: 'AUTONOMOUS', timeoutMs: 'soon' })).facts,
  ).toEqual([
    'Time-out: soon',
    'Mode: autonomous: A person approves the session once; from then on every command runs.',
    'surprise: {\n  "a": 1\n}',
    'line: 7',
  ]);
});
