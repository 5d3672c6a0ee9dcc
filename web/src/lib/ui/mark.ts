/** What a thing is doing, each with a shape of its own. */
export type Mark =
  'idle' | 'running' | 'needs' | 'paused' | 'quiet' | 'stale' | 'unresponsive' | 'ending' | 'ended' | 'failed';
