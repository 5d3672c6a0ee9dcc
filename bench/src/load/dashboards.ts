import { answerCalls } from '../harness/calls.ts';
import { eachAtOnce, within } from '../harness/within.ts';
import { type Audience, type AudienceTarget, burstSize, openAudience } from './audiences.ts';

// Dashboards on a socket each, which look for the names of changes and parse nothing.

export interface DashboardsApi {
  open(target: AudienceTarget): Promise<void>;
  /** Grows to so many dashboards. */
  connect(count: number): Promise<void>;
  /** Makes so many changes at once; resolves when every dashboard has heard of all of them. */
  change(count: number): Promise<{ readonly ms: number }>;
  /** What a dashboard is sent of one change. */
  example(): Promise<string>;
}

let audience: Audience | null = null;
let joined = 0;
let burst = 0;
/** Part of the name of every change of this burst, and of nothing else. */
let mark = Buffer.from('change-0');
let wanted = 0;
let heardByAll = 0;
let onHeard: () => void = () => undefined;
let onLost: (error: Error) => void = () => undefined;
let lostBecause: string | null = null;
let lastMessage = '';
let keepsLast = false;

const space = Buffer.alloc(65_536);
/** What was last searched, and the changes of the burst that it holds. */
let searched = space.subarray(0, 0);
let found = 0;

/** Dashboards are sent the same bytes, and to compare them takes a tenth of what to search them does. */
function changesIn(message: Buffer): number {
  if (message.equals(searched)) return found;
  searched = space.subarray(0, message.copy(space));
  found = 0;
  for (let at = message.indexOf(mark); at >= 0; at = message.indexOf(mark, at + mark.length)) found += 1;
  return found;
}

/** Counts the changes of the burst in what one dashboard is sent. */
function listen(): (message: Buffer) => void {
  let heard = 0;
  let heardBurst = 0;
  return (message) => {
    if (keepsLast) lastMessage = message.toString();
    if (heardBurst !== burst) {
      heardBurst = burst;
      heard = 0;
    }
    if (heard === wanted) return;
    heard += changesIn(message);
    if (heard < wanted) return;
    heardByAll += 1;
    if (heardByAll === joined) onHeard();
  };
}

async function change(count: number): Promise<{ readonly ms: number }> {
  if (audience === null) throw new Error('not open yet');
  burst += 1;
  const name = `change-${String(burst).padStart(6, '0')}-`;
  // To search for a text it would be written as bytes each time.
  mark = Buffer.from(name);
  searched = space.subarray(0, 0);
  wanted = count;
  heardByAll = 0;
  const allHeard = new Promise<void>((resolve, reject) => {
    onHeard = resolve;
    onLost = reject;
    if (lostBecause !== null) reject(new Error(lostBecause));
  });
  const startMs = performance.now();
  const asked = audience.change(
    Array.from({ length: count }, (_, index) => `${name}${String(index).padStart(2, '0')}`),
  );
  await within('the last dashboard', 60_000, allHeard);
  const ms = performance.now() - startMs;
  await asked;
  return { ms };
}

answerCalls<DashboardsApi>({
  async open(target) {
    audience = await openAudience(target);
    audience.onLost = (why) => {
      lostBecause ??= `it cut dashboards off (${why})`;
      onLost(new Error(lostBecause));
    };
  },
  async connect(count) {
    const newcomers = Array.from({ length: count - joined }, listen);
    await eachAtOnce(newcomers, 64, async (onMessage) => audience?.join(onMessage));
    joined = count;
  },
  change: (count) => change(Math.min(count, burstSize)),
  async example() {
    keepsLast = true;
    await change(1);
    keepsLast = false;
    return lastMessage;
  },
});
