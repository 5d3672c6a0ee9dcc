import { becomeUser, innerWords } from './inner.ts';
import type { Launch, Order } from './launch.ts';

/** In the environment of everything that runs without a namespace, so that its leftovers are found. */
export const MARKER = 'ROLLCALL_COMMAND';

/** Where the machine makes no namespace: a process group of its own, the marker, and an end with ours for the first process. */
export function launchInGroup(order: Order, marker: string): Launch {
  const environment = new Map([...order.environment, [MARKER, marker]]);
  const { words, environmentText } = innerWords({ ...order, environment });
  const { setpriv, env } = order.machine.tools;
  // Becoming somebody else forgets whose end is awaited, so that is said last.
  const withUs = [setpriv, '--pdeathsig=KILL', '--'];
  const [file = env, ...args] = [...becomeUser(order), ...withUs, env, `--chdir=${order.cwd}`, ...words];
  return { file, args, data: [environmentText] };
}
