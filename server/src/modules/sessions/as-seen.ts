import type { Revision } from '../../kernel/revision.ts';

/** What was read, and the fingerprint of the rights it was read with: they may have changed by the time it is sent. */
export type AsSeen<Read> = Read & Pick<Revision, 'fingerprint'>;
