import type { Enclosure } from '../launch/launch.ts';
import { createTestMachine, line, startCommand } from './machine.testing.ts';

// A process of its own that starts a command and waits, for tests that end it without ceremony.
const [, , enclosure, seconds] = process.argv;
const on = createTestMachine();
process.stdout.write(`${on.root}\n`);
const deaf = `trap "" TERM HUP; setsid sleep ${seconds ?? ''} & (sleep ${seconds ?? ''} &); echo ready; sleep ${seconds ?? ''}`;
const { whenSaid } = startCommand(on, line(deaf), { enclosure: enclosure as Enclosure });
await whenSaid('ready');
process.stdout.write('ready\n');
