import type { Selectable } from 'kysely';
import { foldName } from '../modules/access/index.ts';
import type { Host, HostAbilities, HostJoinCode, HostSystem } from '../modules/hosts/index.ts';
import type { HostJoinCodesTable, HostsTable } from './host-tables.ts';

export type HostRow = Selectable<HostsTable>;
export type HostJoinCodeRow = Selectable<HostJoinCodesTable>;

export function rowOfHost(host: Host): Omit<HostRow, 'row_id'> {
  return {
    id: host.id,
    name: host.name,
    folded_name: foldName(host.name),
    app: host.app,
    labels: JSON.stringify(host.labels),
    key_hash: host.keyHash,
    system: JSON.stringify(host.system),
    abilities: JSON.stringify(host.abilities),
    needs_somebody_else: host.needsSomebodyElse ? 1 : 0,
    joined_at: host.joinedAtMs,
    joined_by_kind: host.joinedBy.kind,
    joined_by_id: host.joinedBy.id,
    joined_by_name: host.joinedBy.name,
    instance_id: host.instanceId,
    connected_at: host.connectedAtMs,
    last_heard_at: host.lastHeardAtMs,
    removed_at: host.removedAtMs,
    revision: host.revision,
  };
}

export function hostOfRow(row: HostRow): Host {
  return {
    id: row.id,
    name: row.name,
    app: row.app,
    labels: JSON.parse(row.labels) as readonly string[],
    keyHash: row.key_hash,
    system: JSON.parse(row.system) as HostSystem,
    abilities: JSON.parse(row.abilities) as HostAbilities,
    needsSomebodyElse: row.needs_somebody_else === 1,
    joinedAtMs: row.joined_at,
    joinedBy: { kind: row.joined_by_kind, id: row.joined_by_id, name: row.joined_by_name },
    instanceId: row.instance_id,
    connectedAtMs: row.connected_at,
    lastHeardAtMs: row.last_heard_at,
    removedAtMs: row.removed_at,
    revision: row.revision,
  };
}

export function rowOfCode(code: HostJoinCode): HostJoinCodeRow {
  return {
    id: code.id,
    hash: code.hash,
    app: code.app,
    name: code.name,
    labels: code.labels === null ? null : JSON.stringify(code.labels),
    created_at: code.createdAtMs,
    created_by_kind: code.createdBy.kind,
    created_by_id: code.createdBy.id,
    created_by_name: code.createdBy.name,
    expires_at: code.expiresAtMs,
    host_id: code.hostId,
  };
}

export function codeOfRow(row: HostJoinCodeRow): HostJoinCode {
  return {
    id: row.id,
    hash: row.hash,
    app: row.app,
    name: row.name,
    labels: row.labels === null ? null : (JSON.parse(row.labels) as readonly string[]),
    createdAtMs: row.created_at,
    createdBy: { kind: row.created_by_kind, id: row.created_by_id, name: row.created_by_name },
    expiresAtMs: row.expires_at,
    hostId: row.host_id,
  };
}
