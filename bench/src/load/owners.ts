import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { createClient } from '@rollcall/sdk';
import { KillSessionDocument } from '@rollcall/sdk/operations';
import { answerCalls } from '../harness/calls.ts';
import { appKey } from '../harness/servers.ts';
import { eachAtOnce, within } from '../harness/within.ts';
import { openAdmin, payloadFor, type Target } from '../wire/target.ts';
import { openEventStreamFleet } from './event-stream-fleet.ts';
import { killReason, openGraphqlFleet, openRawFleet, type OwnerFleet } from './owner-fleet.ts';

// Owners that say all the time that they live, and are killed one after the other.

export type FleetTarget = Target | { readonly kind: 'events'; readonly url: string };

export interface KillRun {
  readonly kills: number;
  /** After so long no further kill begins. */
  readonly forMs: number;
  /** Of all owners together. */
  readonly beatsPerSecond: number;
}

export interface KillFigures {
  readonly latenciesMs: readonly number[];
  readonly beatsPerSecond: number;
}

export interface OwnersApi {
  open(target: FleetTarget): Promise<void>;
  /** Grows to so many owners. */
  connect(count: number): Promise<void>;
  kill(run: KillRun): Promise<KillFigures>;
  /** The same, and the killed sessions are the SDK's, until their signals abort. For ours alone. */
  killBySdk(run: KillRun): Promise<KillFigures>;
}

const tickMs = 10;
const pauseMs = 5;

let fleet: OwnerFleet | null = null;
let opened: FleetTarget | null = null;
let size = 0;

async function open(target: FleetTarget): Promise<OwnerFleet> {
  if (target.kind === 'events') return openEventStreamFleet(target.url);
  return target.kind === 'raw' ? openRawFleet(target.url) : openGraphqlFleet(target);
}

/** Lets the owners beat in turn while `work` goes on. */
async function whileBeating(
  owners: OwnerFleet,
  perSecond: number,
  work: () => Promise<number[]>,
): Promise<KillFigures> {
  await owners.begin?.();
  let beats = 0;
  let next = 0;
  let owed = 0;
  const startMs = performance.now();
  const timer = setInterval(() => {
    // What a late timer left out is made up for, but not in one heap.
    owed = Math.min(owed + (perSecond * tickMs) / 1_000, perSecond / 20);
    for (; owed >= 1; owed -= 1) {
      owners.beat(next % size, () => (beats += 1));
      next += 1;
    }
  }, tickMs);
  try {
    const latenciesMs = await work();
    return { latenciesMs, beatsPerSecond: (beats / (performance.now() - startMs)) * 1_000 };
  } finally {
    clearInterval(timer);
    owners.finish?.();
  }
}

async function killOneByOne(
  { kills, forMs }: KillRun,
  kill: (index: number) => Promise<{ ms: number }>,
): Promise<number[]> {
  const latenciesMs: number[] = [];
  const startMs = performance.now();
  while (latenciesMs.length < kills && performance.now() - startMs < forMs) {
    const { ms } = await within('the end of a kill', 20_000, kill(Math.floor(Math.random() * size)));
    latenciesMs.push(ms);
    // What one kill left to do, on the disk too, is no part of the next. Never the same pause: it would keep step with the
    // ticks, and each kill of a server whose round takes as long as one would come behind as many beats.
    await delay(pauseMs + Math.random() * tickMs);
  }
  return latenciesMs;
}

function theFleet(): OwnerFleet {
  if (fleet === null) throw new Error('not open yet');
  return fleet;
}

answerCalls<OwnersApi>({
  async open(target) {
    opened = target;
    fleet = await open(target);
  },
  async connect(count) {
    const owners = theFleet();
    await owners.begin?.();
    await eachAtOnce(Array.from({ length: count - size }), 32, () => owners.join());
    owners.finish?.();
    size = count;
  },
  kill: (run) =>
    whileBeating(theFleet(), run.beatsPerSecond, () => killOneByOne(run, (index) => theFleet().kill(index))),
  async killBySdk(run) {
    if (opened?.kind !== 'rollcall') throw new Error('only ours has an SDK');
    const target = opened;
    const admin = await openAdmin(target);
    await using client = createClient({ url: target.url, key: appKey });
    return await whileBeating(theFleet(), run.beatsPerSecond, () =>
      killOneByOne(run, async () => {
        const session = await client.session({ app: 'benchmark', externalId: randomUUID() });
        const { sessionId } = await session.credentials();
        const aborted = new Promise<number>((resolve) => {
          session.signal.addEventListener('abort', () => resolve(performance.now()));
        });
        const startMs = performance.now();
        const input = { id: sessionId, reason: killReason };
        const asked = admin.request(payloadFor(target, KillSessionDocument, { input }));
        const ms = (await aborted) - startMs;
        await asked;
        await session.end();
        return { ms };
      }),
    );
  },
});
