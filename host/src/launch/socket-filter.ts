/** A machine's processor, by Node's name, and its numbers for the system calls that the filter looks at. */
const processors: Readonly<Record<string, { architecture: number; socket: number; keyrings: readonly number[] }>> = {
  x64: { architecture: 0xc000003e, socket: 41, keyrings: [248, 249, 250] },
  arm64: { architecture: 0xc00000b7, socket: 198, keyrings: [217, 218, 219] },
};

/** Makes sockets without the call that is filtered; the same number everywhere. */
const IO_URING_SETUP = 425;
/** Calls of x86-64 under other numbers. */
const X32_BIT = 0x40000000;
/** Those that a network namespace encloses: IPv4, IPv6 and netlink. A Unix socket in a folder, or a virtual machine's, it does not. */
const ENCLOSED_FAMILIES = [2, 10, 16];

const ALLOW = 0x7fff0000;
const KILL_PROCESS = 0x80000000;
const REFUSE_WITH = 0x00050000;
const EACCES = 13;
const ENOSYS = 38;

/**
 * A seccomp program for `bwrap --seccomp`: no socket leads out of the sandbox, not even one that lies in a folder it shows, since
 * a read-only mount does not keep anybody from connecting; and no keyring of the host is read. Undefined on a processor it
 * was not written for.
 */
export function socketFilter(processor: string): Buffer | undefined {
  const known = processors[processor];
  if (known === undefined) return undefined;
  const absent = [IO_URING_SETUP, ...known.keyrings];
  const families = ENCLOSED_FAMILIES.length;
  // Jumps count from the instruction after them; what is returned stands at the end.
  const program = [
    load(4),
    jumpIfEqual(known.architecture, 0, 1 + 1 + absent.length + 2 + families + 3),
    load(0),
    jumpIfAtLeast(X32_BIT, absent.length + 2 + families + 1),
    ...absent.map((call, index) => jumpIfEqual(call, absent.length - index - 1 + 2 + families + 1)),
    jumpIfEqual(known.socket, 0, 1 + families + 2),
    load(16),
    ...ENCLOSED_FAMILIES.map((family, index) => jumpIfEqual(family, families - index - 1 + 2)),
    give(REFUSE_WITH | EACCES),
    give(REFUSE_WITH | ENOSYS),
    give(ALLOW),
    give(KILL_PROCESS),
  ];
  return Buffer.concat(program);
}

/** Four bytes of what is known of the call. */
function load(offset: number): Buffer {
  return instruction(0x20, 0, 0, offset);
}

function jumpIfEqual(value: number, ifSo: number, ifNot = 0): Buffer {
  return instruction(0x15, ifSo, ifNot, value);
}

function jumpIfAtLeast(value: number, ifSo: number): Buffer {
  return instruction(0x35, ifSo, 0, value);
}

function give(value: number): Buffer {
  return instruction(0x06, 0, 0, value);
}

function instruction(code: number, ifSo: number, ifNot: number, value: number): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeUInt16LE(code, 0);
  bytes.writeUInt8(ifSo, 2);
  bytes.writeUInt8(ifNot, 3);
  bytes.writeUInt32LE(value, 4);
  return bytes;
}
