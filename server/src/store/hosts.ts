import { foldName } from '../modules/access/index.ts';
import type { Host, HostStore } from '../modules/hosts/index.ts';
import type { Changes } from './changes.ts';
import { codeOfRow, type HostJoinCodeRow, hostOfRow, type HostRow, rowOfCode, rowOfHost } from './host-rows.ts';
import type { Revisions } from './revisions.ts';
import type { Connection } from './sqlite/database.ts';

/** @param changes collects what a unit changes, for those who are told after the commit */
export function createHostStore({ statements }: Connection, revisions: Revisions, changes: Changes): HostStore {
  function first(condition: string, value: string): Host | null {
    const row = statements.first<HostRow>(`select * from hosts where ${condition}`, value);
    return row ? hostOfRow(row) : null;
  }

  function note(host: Host, before: Host | null): Host {
    changes.hosts.set(host.id, host);
    const isSame = before?.name === host.name && before.removedAtMs === host.removedAtMs;
    if (isSame) return host;
    const { id: hostId, name, app, keyHash: hash } = host;
    changes.access.hostKeys.set(hostId, host.removedAtMs === null ? { hostId, name, app, hash } : null);
    return host;
  }

  return {
    find: async (id) => first('id = ?', id),
    findByName: async (name) => first('folded_name = ? and removed_at is null', foldName(name)),
    findByKey: async (keyHash) => first('key_hash = ?', keyHash),

    async connected() {
      return statements.all<HostRow>('select * from hosts where connected_at is not null').map(hostOfRow);
    },

    async insert(host) {
      const stored = { ...host, revision: revisions.take() };
      statements.insert('hosts', rowOfHost(stored));
      return note(stored, null);
    },

    async update(host) {
      const before = first('id = ?', host.id);
      const stored = { ...host, revision: revisions.take() };
      statements.update('hosts', rowOfHost(stored), { id: host.id });
      return note(stored, before);
    },

    async findCode(id) {
      const row = statements.first<HostJoinCodeRow>('select * from host_join_codes where id = ?', id);
      return row ? codeOfRow(row) : null;
    },

    async insertCode(code) {
      statements.insert('host_join_codes', rowOfCode(code));
      const { id, hash, expiresAtMs } = code;
      changes.access.joinCodes.set(id, { id, hash, expiresAtMs });
    },

    async updateCode(code) {
      statements.update('host_join_codes', rowOfCode(code), { id: code.id });
    },

    async removeCodes(expiredBeforeMs) {
      const gone = statements.all<{ readonly id: string }>(
        'select id from host_join_codes where expires_at < ?',
        expiredBeforeMs,
      );
      for (const { id } of gone) {
        statements.run('delete from host_join_codes where id = ?', id);
        changes.access.joinCodes.set(id, null);
      }
    },

    async runningSessionIds(hostId) {
      const rows = statements.all<{ readonly id: string }>(
        'select id from sessions where host_id = ? and ended_at is null order by row_id',
        hostId,
      );
      return rows.map(({ id }) => id);
    },
  };
}
