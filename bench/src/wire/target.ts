import { randomUUID } from 'node:crypto';
import type { TypedDocument } from '@rollcall/sdk';
import { RegisterSessionDocument, type RegisterSessionMutation } from '@rollcall/sdk/operations';
import { adminToken, appKey } from '../harness/servers.ts';
import { GraphqlSocket } from './graphql-socket.ts';
import { type OperationPayload, toPeer, toRollcall, toRollcallBody, type Variables } from './messages.ts';

/** A server that a load is put on, and what it speaks. */
export interface Target {
  readonly kind: 'rollcall' | 'graphql' | 'raw';
  readonly url: string;
}

/** How an operation is said to this target. */
export function payloadFor(
  { kind }: Target,
  document: TypedDocument<unknown, never>,
  variables: Variables,
): OperationPayload {
  return kind === 'rollcall' ? toRollcall(document, variables) : toPeer(document, variables);
}

/** The same as the body of a POST. */
export function bodyFor({ kind }: Target, document: TypedDocument<unknown, never>, variables: Variables): string {
  return JSON.stringify(kind === 'rollcall' ? toRollcallBody(document, variables) : toPeer(document, variables));
}

/** An owner's socket. */
export function openOwner({ url }: Target, ownerId: string): Promise<GraphqlSocket> {
  return GraphqlSocket.open(url, { authorization: `Bearer ${appKey}`, ownerId });
}

/** The socket of somebody who may see and end everything. */
export function openAdmin({ url }: Target): Promise<GraphqlSocket> {
  return GraphqlSocket.open(url, { authorization: `Bearer ${adminToken}` });
}

/** @returns the new session's id */
export async function register(target: Target, socket: GraphqlSocket, ownerId: string): Promise<string> {
  const input = { app: 'benchmark', ownerId, externalId: randomUUID(), name: 'A session of a benchmark' };
  const payload = payloadFor(target, RegisterSessionDocument, { input });
  const { registerSession } = await socket.request<RegisterSessionMutation>(payload);
  if (registerSession.__typename !== 'RegisterSessionSuccess') throw new Error(JSON.stringify(registerSession));
  return registerSession.session.id;
}
