import type { Machine } from '../machine/machine.ts';
import type { SystemUser } from '../machine/system-user.ts';

/** How the processes of a command are held together: only the first two let none escape. */
export type Enclosure = 'SANDBOX' | 'NAMESPACE' | 'GROUP';

/** What is to run. */
export interface Order {
  /** The executable's absolute path, and its arguments. */
  readonly argv: readonly string[];
  readonly cwd: string;
  readonly environment: ReadonlyMap<string, string>;
  readonly user: SystemUser;
  readonly machine: Machine;
}

/** How it is started. */
export interface Launch {
  readonly file: string;
  readonly args: readonly string[];
  /** What stands in the descriptors from {@link FIRST_DATA_DESCRIPTOR} on. */
  readonly data: readonly (string | Buffer)[];
}

/** bubblewrap says here which processes are the command's, and how it ended. */
export const STATUS_DESCRIPTOR = 3;
export const FIRST_DATA_DESCRIPTOR = 4;
/** The environment of the command. In arguments, everybody on the machine could read it in the list of processes. */
export const ENVIRONMENT_DESCRIPTOR = 4;
export const FILTER_DESCRIPTOR = 5;
