import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { mutate } from '../harness/operations.ts';
import { leftWith, ownSeconds, readCommand, readOutput, type RemoteSession, untilOver } from '../harness/remote.ts';
import { until } from '../harness/until.ts';
import { Site } from './site.ts';

let site: Site;
let session: RemoteSession;
let seconds: string;

beforeEach(async () => {
  site = await Site.open({ maxProcesses: 100 });
  session = await site.start('AUTONOMOUS');
  seconds = ownSeconds();
});

afterEach(async () => {
  await site.close();
});

/** A shell that may fork no more gives up; what it started beside does not, or the command would be over before it is ended. */
const beside = (line: string, time: string) => `(${line}) 2>/dev/null & exec tail -f -s ${time} /dev/null`;

/** What does not go by being asked; each leaves something that sleeps for so many seconds. */
const stubborn: readonly [what: string, line: (seconds: string) => string][] = [
  ['ignores SIGTERM', (time) => `trap '' TERM; while :; do sleep ${time}; done`],
  [
    'runs off into a session of its own',
    (time) => `setsid sleep ${time} & (setsid setsid sleep ${time} &) ; sleep ${time}`,
  ],
  ['forks without end', (time) => beside(`while :; do sleep ${time} & done`, time)],
  ['forks until it is stopped, each child again', (time) => beside(`f() { sleep ${time} & f & f; }; f`, time)],
  ['closes its output', (time) => `exec >&- 2>&-; sleep ${time}`],
  ['prints half a line and hangs', (time) => `printf half; sleep ${time}`],
];

/** Starts it, and waits until it is there. */
async function start(line: string): Promise<string> {
  const { id } = await session.run(line);
  // What starts it has its words, too.
  await until('its processes', () => leftWith(seconds).some((process) => / sleep /.test(` ${process.split(' ')[1]} `)));
  return id;
}

const untilNothingIsLeft = () =>
  until('nothing to be left', () => {
    const left = leftWith(seconds);
    if (left.length > 0) throw new Error(left.slice(0, 5).join('\n'));
    return true;
  });

describe.each(stubborn)('a command that %s', (_what, line) => {
  test('is ended by its cancellation, with all it started', async () => {
    const id = await start(line(seconds));
    expect(await mutate(site.ada.api, 'cancelCommand', { id })).toMatchObject({ __typename: 'CancelCommandSuccess' });
    expect(await untilOver(site.ada.api, id)).toMatchObject({ state: 'CANCELLED' });
    expect(leftWith(seconds)).toEqual([]);
    // The session and its host are as good as before.
    expect(await session.finish('true')).toMatchObject({ state: 'SUCCEEDED' });
  });

  test('is ended with its session, and the host says that nothing is left', async () => {
    const id = await start(line(seconds));
    await mutate(site.ada.api, 'killSession', { id: session.id });
    const ended = await until('the end of the session', async () => {
      const found = await readEnd();
      return found.lifecycle === 'ENDED' && found;
    });
    expect(ended).toMatchObject({ endReason: 'KILLED', kill: { evidence: 'HOST_VERIFIED', survivors: [] } });
    expect(leftWith(seconds)).toEqual([]);
    expect(await readCommand(site.ada.api, id)).toMatchObject({ state: 'CANCELLED' });
  });

  test('leaves nothing when its host is killed with -9, and is LOST once the host is there again', async () => {
    const id = await start(line(seconds));
    await site.host.crash();
    await untilNothingIsLeft();
    const remote = await until('the host to be away', async () => {
      const { session: found } = await site.ada.api.data<{
        session: { liveness: string; remote: { worksUntil: string } };
      }>('query ($id: ID!) { session(id: $id) { liveness remote { worksUntil } } }', { id: session.id });
      return found.liveness === 'QUIET' && found.remote;
    });
    expect(Date.parse(remote.worksUntil)).toBeGreaterThan(Date.now());
    await site.host.startAgain();
    expect(await untilOver(site.ada.api, id)).toMatchObject({ state: 'LOST', exitCode: null });
    expect(leftWith(seconds)).toEqual([]);
    expect(await session.finish('true')).toMatchObject({ state: 'SUCCEEDED' });
  });
});

async function readEnd() {
  const { session: found } = await site.ada.api.data<{
    session: { lifecycle: string; endReason: string; kill: { evidence: string; survivors: readonly string[] } };
  }>('query ($id: ID!) { session(id: $id) { lifecycle endReason kill { evidence survivors } } }', { id: session.id });
  return found;
}

test('half a line that hangs is read by then, and its time-out ends it', async () => {
  const { id } = await session.run({ line: `printf half; sleep ${seconds}`, timeoutMs: 1_500 });
  const output = await readOutput(() => site.grace.openSocket(), id);
  expect(output.stdout).toBe('half');
  expect(await untilOver(site.ada.api, id)).toMatchObject({ state: 'TIMED_OUT' });
  expect(leftWith(seconds)).toEqual([]);
});

test('a host that is stopped by its machine ends what it runs', async () => {
  const id = await start(`trap '' TERM; sleep ${seconds}; sleep ${seconds}`);
  await site.host.stop();
  expect(leftWith(seconds)).toEqual([]);
  await site.host.startAgain();
  const { state } = await untilOver(site.ada.api, id);
  expect(['CANCELLED', 'LOST']).toContain(state);
});

test('a host that is asked to end again and again says the last word on what it ran', async () => {
  const id = await start(`trap '' TERM; sleep ${seconds}; sleep ${seconds}`);
  await site.host.stop('SIGTERM', 'SIGINT', 'SIGTERM', 'SIGINT');
  expect(site.host.output.match(/ends what runs/g)).toHaveLength(1);
  expect(leftWith(seconds)).toEqual([]);
  expect(await readCommand(site.ada.api, id)).toMatchObject({
    state: 'CANCELLED',
    message: 'Ended with the process of its host.',
  });
});
