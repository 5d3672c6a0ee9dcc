import { once } from 'node:events';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { createClient, type Client, type SubscribePayload } from 'graphql-ws';
import type { FormattedExecutionResult } from 'graphql';
import { onTestFinished } from 'vitest';
import { WebSocket, type ClientOptions } from 'ws';
import { createManualClock, type ManualClock } from '../kernel/clock.testing.ts';
import { bootstrapToken, signInSecret, TestAccess } from './access.testing.ts';
import type { BegunSignIn, SetUpInvitation, SignInRefusal, SignIns, TransportPorts } from './ports.ts';
import { testDocuments, testSchema, type TestContext } from './schema.testing.ts';
import { createTransport, type Transport } from './transport.ts';

export const goodPassword = 'correct horse battery';

export interface StartedTransport {
  readonly url: string;
  readonly host: string;
  readonly port: number;
  readonly transport: Transport;
  readonly clock: ManualClock;
  /** What was logged, as JSON lines. */
  readonly log: string[];
  /** The connections opened, with what they were told. */
  readonly connections: { heard: number; closed: number }[];
  readonly access: TestAccess;
  state: { isReady: boolean };
}

/** A transport on a free port, closed when the test is over. */
export async function startTransport(
  overrides: Partial<TransportPorts> = {},
  wantedPort = 0,
): Promise<StartedTransport> {
  const clock = createManualClock();
  const log: string[] = [];
  const connections: { heard: number; closed: number }[] = [];
  const access = new TestAccess();
  const state = { isReady: true };
  const write = (fields: object, message: string): void => void log.push(JSON.stringify({ ...fields, message }));

  let url = '';
  const transport = createTransport(
    {
      schema: testSchema,
      knownDocuments: testDocuments,
      createContext: (caller, connection): TestContext => ({ caller, connection }),
      authenticate: (credentials) => access.authenticate(credentials),
      admit: (credentials) => access.admit(credentials),
      signIns: createTestSignIns(access),
      identityProvider: null,
      publicUrl: () => url,
      openConnection() {
        const connection = { heard: 0, closed: 0 };
        connections.push(connection);
        return { heard: () => (connection.heard += 1), close: () => (connection.closed += 1) };
      },
      isReady: () => state.isReady,
      dashboardDir: '/nonexistent',
      proxies: 0,
      clock,
      logger: { info: write, error: write },
      ...overrides,
    },
    { host: '127.0.0.1', port: wantedPort },
  );
  const { port, ...listening } = await transport.listen();
  url = listening.url;
  onTestFinished(async () => {
    const closed = transport.close(0);
    clock.advance(0);
    await closed;
  });
  return { url, host: `127.0.0.1:${port}`, port, transport, clock, log, connections, access, state };
}

/** Knows Ada by her password, and one link of each kind. */
export function createTestSignIns(access: TestAccess): SignIns {
  const begun: BegunSignIn = { secret: signInSecret, maxAgeSeconds: 3_600 };
  const refused: SignInRefusal = { code: 'SIGN_IN_REFUSED', message: 'This does not sign you in.' };
  const invitations: Readonly<Record<string, SetUpInvitation>> = {
    'first-code': { kind: 'FIRST_ADMIN', name: null },
    'person-code': { kind: 'PERSON', name: 'Grace' },
  };
  const findInvitation = (code: string): SetUpInvitation | null =>
    Object.hasOwn(invitations, code) ? (invitations[code] ?? null) : null;
  return {
    isSetUp: () => true,
    begin: async ({ name, password }) => (name === 'Ada' && password === goodPassword ? begun : refused),
    end: async (secret) => access.refuse(secret),
    findInvitation: async (code) => findInvitation(code),
    setUp: async ({ code, password }) => {
      if (findInvitation(code) === null) return refused;
      return password === goodPassword ? begun : { code: 'INVALID_INPUT', message: 'At least 12 characters.' };
    },
  };
}

export const unexpected = (): never => {
  throw new Error('Nothing should call this');
};

/** For tests that name the few methods they need. */
export const unusedSignIns: SignIns = {
  isSetUp: unexpected,
  begin: unexpected,
  end: unexpected,
  findInvitation: unexpected,
  setUp: unexpected,
};

/** Sends JSON (or text as it is) to an endpoint of signing in. */
export async function postJson(
  { url }: StartedTransport,
  path: string,
  body: unknown,
  headers: Record<string, string> = {},
): Promise<Response> {
  return fetch(url + path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
}

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  readonly body: FormattedExecutionResult<Record<string, unknown>>;
}

/** Sends one operation over HTTP, by the bootstrap token unless told otherwise. */
export async function post(
  url: string,
  payload: SubscribePayload | string,
  headers: Record<string, string> = { authorization: `Bearer ${bootstrapToken}` },
): Promise<Answer> {
  const body = typeof payload === 'string' ? payload : JSON.stringify(payload);
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body,
  });
  const text = await response.text();
  return {
    status: response.status,
    headers: response.headers,
    text,
    body: text.startsWith('{') ? (JSON.parse(text) as Answer['body']) : {},
  };
}

/** A client as the SDK and the dashboard use it. */
export function openClient({ port }: StartedTransport, connectionParams?: Record<string, unknown>): Client {
  const client = createClient({
    url: `ws://127.0.0.1:${port}/graphql`,
    webSocketImpl: WebSocket,
    lazy: false,
    retryAttempts: 0,
    onNonLazyError: () => undefined,
    connectionParams: connectionParams ?? { authorization: `Bearer ${bootstrapToken}` },
  });
  onTestFinished(() => void client.dispose());
  return client;
}

/** The first message of an operation. */
export async function ask(client: Client, payload: SubscribePayload): Promise<object> {
  for await (const result of client.iterate(payload)) return result;
  throw new Error('The operation completed without a message');
}

export interface OpenedSocket {
  readonly raw: WebSocket;
  readonly closed: Promise<{ readonly code: number; readonly reason: string }>;
  send(message: object | string): void;
  /** The next message of this type; those before it are passed over. */
  message(type: string): Promise<Record<string, unknown>>;
  /** When the server next asks for a pong. */
  pinged(): Promise<void>;
}

/** A bare socket, for what no well-behaved client does. */
export async function openSocket(
  { port }: StartedTransport,
  { protocols = ['graphql-transport-ws'], ...options }: ClientOptions & { protocols?: string[] } = {},
): Promise<OpenedSocket> {
  const raw = new WebSocket(`ws://127.0.0.1:${port}/graphql`, protocols, options);
  onTestFinished(() => raw.terminate());
  raw.on('error', () => undefined);
  const messages: Record<string, unknown>[] = [];
  raw.on('message', (data: Buffer) => void messages.push(JSON.parse(data.toString()) as Record<string, unknown>));
  // `once` would reject at an error, and a test that looks at something else hears of neither.
  const closed = new Promise<{ code: number; reason: string }>((resolve) =>
    raw.once('close', (code: number, reason: Buffer) => resolve({ code, reason: reason.toString() })),
  );
  await once(raw, 'open');
  return {
    raw,
    closed,
    send: (message) => raw.send(typeof message === 'string' ? message : JSON.stringify(message)),
    async message(type) {
      for (;;) {
        const message = messages.shift();
        if (message?.['type'] === type) return message;
        if (message === undefined) await Promise.race([once(raw, 'message'), closed.then(failClosed)]);
      }
    },
    pinged: async () => void (await once(raw, 'ping')),
  };
}

function failClosed({ code, reason }: { code: number; reason: string }): never {
  throw new Error(`The socket was closed: ${code} ${reason}`);
}

/** Sends bytes as they are and gives back all that comes. */
export async function sendRaw(port: number, bytes: string): Promise<string> {
  const socket = connect(port, '127.0.0.1');
  socket.write(bytes);
  return text(socket);
}
