import { launchInGroup } from './group.ts';
import type { Enclosure, Launch, Order } from './launch.ts';
import { launchInNamespace } from './namespace.ts';
import { launchInSandbox } from './sandbox.ts';
import { socketFilter } from './socket-filter.ts';

/** @throws when this machine cannot make that enclosure at all. */
export function enclose(order: Order, enclosure: Enclosure, marker: string): Launch {
  if (enclosure === 'GROUP') return launchInGroup(order, marker);
  const { bwrap } = order.machine.tools;
  if (bwrap === undefined) throw new Error('bubblewrap is not installed; install the package bubblewrap.');
  if (enclosure === 'NAMESPACE') return launchInNamespace(order, bwrap);
  const filter = socketFilter(process.arch);
  if (filter === undefined) throw new Error(`no filter for sockets is known for this processor, ${process.arch}.`);
  return launchInSandbox(order, bwrap, filter);
}
