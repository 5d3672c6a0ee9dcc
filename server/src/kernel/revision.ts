/** A place in the registry's order of changes: `epoch` names one database's life, `number` counts its changes from 1. */
export interface Revision {
  readonly epoch: string;
  readonly number: number;
}

const digits = 16;

/** The opaque form clients hold; as strings, revisions of one epoch sort in their order. */
export function formatRevision({ epoch, number }: Revision): string {
  return `${epoch}.${String(number).padStart(digits, '0')}`;
}

/** @returns null for anything {@link formatRevision} did not make */
export function parseRevision(text: string): Revision | null {
  const [, epoch, counted] = /^([0-9a-z]{8})\.(\d{16})$/.exec(text) ?? [];
  const number = Number(counted);
  return epoch === undefined || !Number.isSafeInteger(number) ? null : { epoch, number };
}
