import { createHash } from 'node:crypto';
import type { Principal } from './principal.ts';

/** A place in the registry's order of changes, as somebody sees it. */
export interface Revision {
  /** Names one database's life. */
  readonly epoch: string;
  /** Counts the database's changes from 1. */
  readonly number: number;
  /** Of the rights it was read with: whoever goes on with others has not seen what these show. Null: sees everything. */
  readonly fingerprint: string | null;
}

const digits = 16;
const fingerprintDigits = 8;

/** The opaque form clients hold; as strings, revisions of one epoch sort in their order. */
export function formatRevision({ epoch, number, fingerprint }: Revision): string {
  const place = `${epoch}.${String(number).padStart(digits, '0')}`;
  return fingerprint === null ? place : `${place}.${fingerprint}`;
}

/** @returns null for anything {@link formatRevision} did not make */
export function parseRevision(text: string): Revision | null {
  const [, epoch, counted, fingerprint = null] = /^([0-9a-z]{8})\.(\d{16})(?:\.([0-9a-f]{8}))?$/.exec(text) ?? [];
  const number = Number(counted);
  return epoch === undefined || !Number.isSafeInteger(number) ? null : { epoch, number, fingerprint };
}

/** Tells rights apart: the same for principals that see the same sessions and may do the same to them. */
export function fingerprintOf(principal: Principal): string | null {
  const rights = rightsOf(principal);
  if (rights === null) return null;
  return createHash('sha256').update(JSON.stringify(rights)).digest('hex').slice(0, fingerprintDigits);
}

/** What {@link fingerprintOf} is made of, in full: no two rights share it, however many there are. */
export function nameRights(principal: Principal): string {
  return JSON.stringify(rightsOf(principal));
}

function rightsOf(principal: Principal): readonly unknown[] | null {
  const { kind } = principal;
  switch (kind) {
    case 'BOOTSTRAP':
      return null;
    case 'PERSON':
      return [kind, principal.role, setOf(principal.apps), principal.userId];
    case 'KEY':
      return [kind, setOf(principal.rights), setOf(principal.apps)];
    case 'TERMINAL':
    case 'SESSION_TOKEN':
    case 'HOST':
    case 'JOIN_CODE':
      return [kind];
  }
}

function setOf(values: readonly string[] | null): readonly string[] | null {
  return values && [...new Set(values)].sort();
}
