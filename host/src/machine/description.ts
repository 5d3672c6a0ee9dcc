import { arch, cpus, hostname, platform, release, totalmem } from 'node:os';

/** The machine, for people who choose among hosts. */
export interface SystemDescription {
  readonly platform: string;
  readonly release: string;
  readonly arch: string;
  readonly hostname: string;
  readonly cpuCount: number;
  readonly memoryBytes: number;
  /** Of this program. */
  readonly version: string;
}

export function describeSystem(): SystemDescription {
  return {
    platform: platform(),
    release: release(),
    arch: arch(),
    hostname: hostname(),
    cpuCount: cpus().length,
    memoryBytes: totalmem(),
    version: '0.1.0',
  };
}
