import type { Timing } from './timing.ts';

/** Time that stands still until it is told to go on. */
export class HandTiming implements Timing {
  readonly waits = new Map<() => void, number>();
  frames: (() => void)[] = [];

  wait(delayMs: number, then: () => void): () => void {
    this.waits.set(then, delayMs);
    return () => void this.waits.delete(then);
  }

  frame(then: () => void): () => void {
    this.frames.push(then);
    return () => void (this.frames = this.frames.filter((other) => other !== then));
  }

  random = () => 1;

  elapse(): void {
    const due = [...this.waits.keys()];
    this.waits.clear();
    for (const then of due) then();
  }

  paint(): void {
    const due = this.frames;
    this.frames = [];
    for (const then of due) then();
  }
}
