import { describe } from 'vitest';
import { approvalsContract } from './contract/approvals.testing.ts';
import { belongingsContract } from './contract/belongings.testing.ts';
import { changesContract } from './contract/changes.testing.ts';
import { commandOutputContract } from './contract/command-output.testing.ts';
import { commandsContract } from './contract/commands.testing.ts';
import { filtersContract } from './contract/filters.testing.ts';
import { grantsContract } from './contract/grants.testing.ts';
import { hostsContract } from './contract/hosts.testing.ts';
import { listsContract } from './contract/lists.testing.ts';
import type { OpenStore } from './contract/opened.testing.ts';
import { scopesContract } from './contract/scopes.testing.ts';
import { sessionsContract } from './contract/sessions.testing.ts';
import { totalsContract } from './contract/totals.testing.ts';
import { unitsContract } from './contract/units.testing.ts';

/** What every store holds, whatever database is behind it. */
export function storeContract(open: OpenStore): void {
  describe('sessions', () => sessionsContract(open));
  describe('filters', () => filtersContract(open));
  describe('lists', () => listsContract(open));
  describe('changes', () => changesContract(open));
  describe('scopes', () => scopesContract(open));
  describe('totals', () => totalsContract(open));
  describe('what belongs to sessions', () => belongingsContract(open));
  describe('approvals', () => approvalsContract(open));
  describe('grants', () => grantsContract(open));
  describe('commands', () => commandsContract(open));
  describe('what commands wrote', () => commandOutputContract(open));
  describe('hosts', () => hostsContract(open));
  describe('units of work', () => unitsContract(open));
}
