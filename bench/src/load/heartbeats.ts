import { answerCalls } from '../harness/calls.ts';
import type { Target } from '../wire/target.ts';
import { type Lane, type Lanes, openLanes, type Workload } from './lanes.ts';

// Owners that ask again as soon as they are answered, so that the server is never without work.

export interface HeartbeatsApi {
  open(input: { readonly target: Target; readonly lanes: number }): Promise<void>;
  /** @returns how many were answered, and in how long */
  run(input: { readonly workload: Workload; readonly forMs: number }): Promise<{ answered: number; tookMs: number }>;
}

let lanes: Lanes | null = null;

answerCalls<HeartbeatsApi>({
  async open({ target, lanes: count }) {
    lanes = await openLanes(target, count);
  },
  async run({ workload, forMs }) {
    if (lanes === null) throw new Error('not open yet');
    if (workload !== 'HTTP') return drive(lanes.sockets, workload, forMs);
    const http = await lanes.openHttp();
    const result = await drive(http.lanes, workload, forMs);
    http.close();
    return result;
  },
});

function drive(
  asked: readonly Lane[],
  workload: Workload,
  forMs: number,
): Promise<{ answered: number; tookMs: number }> {
  const startMs = performance.now();
  let answered = 0;
  let underWay = 0;
  return new Promise((resolve) => {
    for (const lane of asked) {
      for (let slot = 0; slot < lane.depth; slot += 1) {
        const ask = (): void => {
          underWay += 1;
          lane.ask(slot, workload, () => {
            answered += 1;
            underWay -= 1;
            const tookMs = performance.now() - startMs;
            if (tookMs < forMs) ask();
            else if (underWay === 0) resolve({ answered, tookMs });
          });
        };
        ask();
      }
    }
  });
}
