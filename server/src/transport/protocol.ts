import { type Message, MessageType, parseMessage, type SubscribePayload } from 'graphql-ws';
import type { GraphQLError } from 'graphql';
import { closeCodes } from './close-codes.ts';
import { refusal } from './graphql-errors.ts';
import { limits } from './limits.ts';
import {
  type Beginning,
  OpenOperation,
  type OperationServer,
  type OperationSocket,
  type Surroundings,
} from './open-operation.ts';
import { type ById, countOf, find, listOf, without, withOne } from './operations-by-id.ts';
import { soon } from './soon.ts';

/** The protocol's name, as clients offer it. */
export const subprotocol = 'graphql-transport-ws';

/** What the protocol asks of one socket. */
export interface ProtocolSocket extends OperationSocket {
  close(code: number, reason: string): void;
}

/** What it asks of the server, for whichever socket. */
export interface ProtocolServer<Socket extends ProtocolSocket> extends OperationServer {
  /** Lets in whoever shows this, or closes the socket. Never rejects. */
  admit(socket: Socket, payload: Readonly<Record<string, unknown>> | undefined): Promise<boolean>;
  /** What it takes to begin an operation, or why it may not. Never throws. */
  prepare(socket: Socket, payload: SubscribePayload): Beginning | readonly GraphQLError[];
}

/**
 * The server's side of `graphql-transport-ws` on one socket, as
 * https://github.com/enisdenjo/graphql-ws/blob/master/PROTOCOL.md has it; graphql-ws reads the messages and is the client
 * it is held to. Written for many small operations: docs/decisions/0012-a-fast-path-for-known-documents.md.
 */
export class Protocol<Socket extends ProtocolSocket> implements Surroundings {
  readonly socket: Socket;
  readonly server: ProtocolServer<Socket>;
  #operations: ById<OpenOperation> = null;
  /** Null while none begins. */
  #beginning: OpenOperation[] | null = null;
  #watchCount = 0;
  #state: 'NEW' | 'INITIALISED' | 'ACKNOWLEDGED' = 'NEW';

  constructor(socket: Socket, server: ProtocolServer<Socket>) {
    this.socket = socket;
    this.server = server;
  }

  /** @throws for messages that only servers send */
  receive(text: string): void {
    let message: Message;
    try {
      message = parseMessage(text);
    } catch {
      return this.socket.close(closeCodes.BAD_REQUEST, 'Invalid message received');
    }
    switch (message.type) {
      case MessageType.ConnectionInit:
        return this.#initialise(message.payload);
      case MessageType.Ping:
        return this.#send(
          message.payload ? { type: MessageType.Pong, payload: message.payload } : { type: MessageType.Pong },
        );
      case MessageType.Pong:
        return;
      case MessageType.Subscribe:
        return this.#subscribe(message.id, message.payload);
      case MessageType.Complete:
        return this.#cancel(message.id);
      case MessageType.ConnectionAck:
      case MessageType.Next:
      case MessageType.Error:
        throw new Error(`Unexpected message of type ${message.type} received`);
    }
  }

  /** The socket has gone. */
  end(): void {
    for (const { id } of listOf(this.#operations)) this.#cancel(id);
  }

  over(id: string): void {
    if (find(this.#operations, id)?.isWatch === true) this.#watchCount -= 1;
    this.#operations = without(this.#operations, id);
  }

  #initialise(payload: Record<string, unknown> | undefined): void {
    if (this.#state !== 'NEW') {
      return this.socket.close(closeCodes.TOO_MANY_INIT_REQUESTS, 'Too many initialisation requests');
    }
    this.#state = 'INITIALISED';
    void this.server.admit(this.socket, payload).then((isAdmitted) => {
      if (!isAdmitted) return;
      this.#state = 'ACKNOWLEDGED';
      this.#send({ type: MessageType.ConnectionAck });
    });
  }

  #subscribe(id: string, payload: SubscribePayload): void {
    if (this.#state !== 'ACKNOWLEDGED') return this.socket.close(closeCodes.UNAUTHORIZED, 'Unauthorized');
    if (find(this.#operations, id) !== null) {
      return this.socket.close(closeCodes.SUBSCRIBER_EXISTS, `Subscriber for ${id} already exists`);
    }
    const prepared = this.#prepare(payload);
    if (!('operation' in prepared)) return this.#send({ id, type: MessageType.Error, payload: prepared });
    const operation = new OpenOperation(id, prepared, this);
    this.#operations = withOne(this.#operations, operation);
    if (operation.isWatch) this.#watchCount += 1;
    // What arrived with it may complete it, and then it never begins.
    if (this.#beginning !== null) return void this.#beginning.push(operation);
    this.#beginning = [operation];
    soon(() => this.#beginAll());
  }

  #prepare(payload: SubscribePayload): Beginning | readonly GraphQLError[] {
    const { operationsPerSocket, watchesPerSocket } = limits;
    if (countOf(this.#operations) >= operationsPerSocket) return [tooMany(operationsPerSocket, 'operations')];
    const prepared = this.server.prepare(this.socket, payload);
    const isWatch = 'operation' in prepared && prepared.operation.isWatch;
    if (!isWatch || this.#watchCount < watchesPerSocket) return prepared;
    return [tooMany(watchesPerSocket, 'subscriptions that watch more than one session')];
  }

  #beginAll(): void {
    const operations = this.#beginning;
    this.#beginning = null;
    for (const operation of operations ?? []) this.socket.whenRoom(() => operation.begin());
  }

  #cancel(id: string): void {
    find(this.#operations, id)?.cancel();
    this.over(id);
  }

  #send(message: object): void {
    this.socket.send(JSON.stringify(message));
  }
}

function tooMany(limit: number, what: string): GraphQLError {
  return refusal('TOO_MANY_OPERATIONS', `One socket carries at most ${limit} ${what}.`);
}
