import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Our own contract, so that peers get the very documents that ours gets and answer the same bytes. */
export const contract = readFileSync(join(import.meta.dirname, '../../../schema.graphql'), 'utf8');
