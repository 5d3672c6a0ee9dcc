import type { Server } from './servers.ts';

/** Server processor time of some work, from outside. */
export async function cpuOf<T>({ probe }: Server, work: () => Promise<T>): Promise<{ value: T; cpuUs: number }> {
  const before = await probe.ask('usage');
  const value = await work();
  const after = await probe.ask('usage');
  return { value, cpuUs: after.cpuUs - before.cpuUs };
}
