/** How a watch waits. Answered functions cancel. */
export interface Timing {
  wait(delayMs: number, then: () => void): () => void;
  /** Before the next frame is painted; soon, where none is. */
  frame(then: () => void): () => void;
  /** From 0 to 1. */
  random(): number;
}

/** A hidden tab paints no frames, and what arrives meanwhile must not pile up. */
const LONGEST_FRAME_MS = 500;

export const browserTiming: Timing = {
  wait(delayMs, then) {
    const timer = setTimeout(then, delayMs);
    return () => clearTimeout(timer);
  },
  frame(then) {
    const cancel = () => {
      cancelAnimationFrame(frame);
      clearTimeout(timer);
    };
    const run = () => {
      cancel();
      then();
    };
    const frame = requestAnimationFrame(run);
    const timer = setTimeout(run, LONGEST_FRAME_MS);
    return cancel;
  },
  random: Math.random,
};
