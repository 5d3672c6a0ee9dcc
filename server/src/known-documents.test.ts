import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { Kind, parse } from 'graphql';
import { expect, onTestFinished, test } from 'vitest';
import { WebSocket } from 'ws';
import { admin, appKey, startApp, type TestApp } from './app.testing.ts';
import { createSecret, hashSecret } from './kernel/secrets.ts';
import { resolved } from './modules/commands/commanding.testing.ts';
import { connectHost } from './modules/commands/remote.testing.ts';
import { knownSteps, type Step } from './known-steps.testing.ts';
import { earlierDocuments } from './transport/earlier-documents.ts';
import { knownDocuments } from './transport/generated/known-documents.ts';

/** Made by a host itself: nobody makes one here. */
const hostKey = createSecret('rck').replace('rck', 'rhk');
const password = 'correct horse battery';

interface Known {
  readonly documentId: string;
  readonly text: string;
  readonly kind: string;
  readonly name: string;
}

const documents: readonly Known[] = Object.entries({ ...earlierDocuments, ...knownDocuments }).map(
  ([documentId, text]) => {
    for (const definition of parse(text).definitions) {
      if (definition.kind !== Kind.OPERATION_DEFINITION || definition.name === undefined) continue;
      return { documentId, text, kind: definition.operation, name: definition.name.value };
    }
    throw new Error(`${documentId} has no operation`);
  },
);

/** How a server is asked: by texts, which GraphQL's own executor runs, or by ids, which are compiled. */
type Manner = (document: Known, variables: object) => { readonly http: object; readonly socket: object };

const byText: Manner = ({ text: query }, variables) => ({ http: { query, variables }, socket: { query, variables } });
const byId: Manner = ({ documentId }, variables) => ({
  http: { documentId, variables },
  socket: { query: '', variables, extensions: { documentId } },
});

/** A server that knows a signed-in admin and an app's server; it remembers what the steps made by the names they gave it. */
async function startAsked(manner: Manner) {
  const app = await startApp();
  const { cookie, personId } = await signInAdmin(app);
  const { code } = await app.services.hosts.createJoinCode({ principal: { kind: 'TERMINAL' }, origin: null }, {});
  const made: Record<string, unknown> = { ada: personId, keyHash: hashSecret(hostKey) };
  const bearers: Record<Exclude<Step['by'], 'ADMIN'>, string> = { OWNER: appKey, MACHINE: code, HOST: hostKey };

  async function post(document: Known, variables: object, headers: Record<string, string>): Promise<unknown> {
    const response = await fetch(`${app.app.localUrl}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(manner(document, variables).http),
    });
    return response.json();
  }

  /** The first message of a subscription. */
  async function watch(document: Known, variables: object, by: Step['by']): Promise<unknown> {
    const { localUrl } = app.app;
    const options = by === 'ADMIN' ? { headers: { cookie, origin: localUrl } } : {};
    const greeting = by === 'ADMIN' ? {} : { payload: { authorization: `Bearer ${bearers[by]}`, ownerId: 'owner1' } };
    const socket = new WebSocket(`${localUrl.replace('http', 'ws')}/graphql`, 'graphql-transport-ws', options);
    onTestFinished(() => socket.terminate());
    await once(socket, 'open');
    for (const message of [
      { type: 'connection_init', ...greeting },
      { id: '1', type: 'subscribe', payload: manner(document, variables).socket },
    ]) {
      socket.send(JSON.stringify(message));
      const [data] = (await once(socket, 'message')) as [Buffer];
      if (message.id === '1') return (JSON.parse(data.toString()) as { payload: unknown }).payload;
    }
    throw new Error('No message came');
  }

  return {
    async ask(document: Known, { by, variables, keeps = {} }: Step): Promise<unknown> {
      const given = fillIn(variables, made);
      const headers =
        by === 'ADMIN' ? { cookie } : { authorization: `Bearer ${bearers[by]}`, 'rollcall-owner-id': 'owner1' };
      const answer =
        document.kind === 'subscription' ? await watch(document, given, by) : await post(document, given, headers);
      await app.settle();
      if (document.name === 'HostWork' && by === 'HOST') void answerChecks(app);
      for (const [name, path] of Object.entries(keeps)) made[name] ??= at(answer, path);
      return answer;
    },
  };
}

/** The host is connected, and says of each command what it would run. */
async function answerChecks(app: TestApp): Promise<void> {
  const known = await app.services.access.authenticate({ bearer: hostKey, signIn: null, ownerId: null });
  const working = await connectHost(app, { key: hostKey });
  if (known === null) throw new Error('The host has not joined');
  const caller = { principal: known.principal, origin: 'a machine' };
  for (;;) {
    const { checks } = await working.next();
    for (const { id: checkId, cwd } of checks) {
      const problem = { code: 'CWD_NOT_FOUND', message: 'There is no such folder' };
      const answer = cwd === null ? { ...resolved, sandbox: true } : { problem };
      app.services.commandExecution.answerCommandCheck(caller, { checkId, ...answer });
    }
  }
}

async function signInAdmin({ services }: TestApp): Promise<{ cookie: string; personId: string }> {
  const rights = { role: 'ADMIN', apps: null, userId: null } as const;
  const { person, setUpLink } = await services.people.createPerson(admin, { name: 'Ada', ...rights });
  const code = new URL(setUpLink.url).hash.replace('#code=', '');
  const begun = await services.setUp.setUp({ code, name: null, password }, 'a test');
  if ('code' in begun) throw new Error(begun.message);
  return { cookie: `__Host-rollcall=${begun.secret}`, personId: person.id };
}

/** Puts what was made in the place of `$name`. */
function fillIn(variables: object, made: Readonly<Record<string, unknown>>): object {
  const replace = (_: string, value: unknown): unknown =>
    typeof value === 'string' && value.startsWith('$') ? (made[value.slice(1)] ?? value) : value;
  return JSON.parse(JSON.stringify(variables), (key, value) => replace(key, value)) as object;
}

function at(value: unknown, path: string): unknown {
  return path.split('.').reduce((inner: unknown, key) => (Object(inner) as Record<string, unknown>)[key], value);
}

/**
 * Expects equal answers, but for what each server makes up by itself: ids, secrets, cursors. Each of them has one
 * counterpart, here and in all other answers.
 */
function createComparison(): (first: unknown, second: unknown) => void {
  const counterparts = new Map<string, string>();
  const rename = (first: unknown, second: unknown): unknown => {
    if (Array.isArray(first) && Array.isArray(second)) return first.map((item, index) => rename(item, second[index]));
    if (typeof first === 'object' && first !== null && typeof second === 'object' && second !== null) {
      return Object.fromEntries(Object.entries(first).map(([key, value]) => [key, rename(value, at(second, key))]));
    }
    if (typeof first !== 'string' || typeof second !== 'string') return first;
    const words = second.match(madeUp) ?? [];
    let next = 0;
    return first.replace(madeUp, (word) => {
      const counterpart = counterparts.get(word) ?? words[next] ?? word;
      counterparts.set(word, counterpart);
      next += 1;
      return counterpart;
    });
  };
  return (first, second) => expect(second).toEqual(rename(first, second));
}

const madeUp = /[\w-]{8,}|127\.0\.0\.1:\d+/g;

test('a document of an earlier SDK is kept under the id it travels by', () => {
  for (const [id, text] of Object.entries(earlierDocuments)) {
    expect(id).toBe(`sha256:${createHash('sha256').update(text).digest('hex')}`);
    expect(knownDocuments).not.toHaveProperty([id]);
  }
});

test('every known document answers by its id as its text does, failures included', async () => {
  const [texts, ids] = [await startAsked(byText), await startAsked(byId)];
  const compare = createComparison();
  const answered = new Set<string>();
  for (const step of knownSteps) {
    for (const document of documents.filter(({ name }) => name === step.name)) {
      const [first, second] = [await texts.ask(document, step), await ids.ask(document, step)];
      compare(first, second);
      if (at(second, 'errors') === undefined) answered.add(document.name);
    }
  }
  expect([...answered].sort()).toEqual([...new Set(documents.map(({ name }) => name))].sort());
});

test('every known document refuses variables by its id as its text does', async () => {
  const [texts, ids] = [await startAsked(byText), await startAsked(byId)];
  const compare = createComparison();
  for (const document of documents.filter(({ kind }) => kind !== 'subscription')) {
    for (const variables of [
      { input: {} },
      { input: null },
      { input: { id: 1, nonsense: [{}], sessionIds: [null], reason: 'NONSENSE', graceMs: 0.5, progress: 'x' } },
      { filter: { createdAfter: 'yesterday', status: ['NONSENSE'] }, first: 'x', orderBy: 1, by: 'NONSENSE', id: {} },
      { ids: 'one', id: 7, first: 0, by: 'STATUS', after: 'nonsense', filter: { ids: 'one', search: '%' } },
    ]) {
      const step: Step = { by: 'ADMIN', name: document.name, variables };
      compare(await texts.ask(document, step), await ids.ask(document, step));
    }
  }
});
