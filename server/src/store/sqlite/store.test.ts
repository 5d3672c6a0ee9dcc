import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, onTestFinished } from 'vitest';
import type { OpenedStore } from '../contract/opened.testing.ts';
import { openStore } from '../store.ts';
import { storeContract } from '../store.contract.testing.ts';

async function open(dataDir: string): Promise<OpenedStore> {
  const commits: (readonly string[])[] = [];
  const store = await openStore({
    dataDir,
    newEpoch: 'contract',
    onCommit: ({ sessions }) => void commits.push([...sessions.keys()]),
  });
  onTestFinished(() => store.close());
  return {
    store,
    commits,
    async reopen() {
      await store.close();
      return open(dataDir);
    },
  };
}

describe('a store on SQLite', () => {
  storeContract(() => {
    const dataDir = mkdtempSync(join(tmpdir(), 'rollcall-'));
    onTestFinished(() => rmSync(dataDir, { recursive: true, force: true }));
    return open(dataDir);
  });
});
