import { Api, type Answer, type ApiOptions, type WireError } from '../../harness/api.ts';
import { WireSocket } from '../../harness/wire-socket.ts';
import { type Outcome, outcomeOf } from './outcome.ts';
import { credentialsOf, type Visitor } from './visitors.ts';
import type { Way } from './way.ts';
import type { World } from './world.ts';

type Data = Record<string, unknown>;

/** Asks the server one question as one visitor. `selection` is the field, as `asked`. */
export async function ask(world: World, visitor: Visitor, way: Way, selection: string): Promise<Outcome> {
  const question = await way.prepare(world, visitor);
  const credentials = credentialsOf(world, visitor, question);
  const document = way.document.replace('SELECT', () => selection);
  const { url } = world.server;
  const answer = document.startsWith('subscription')
    ? await firstMessage(url, credentials, document, question.variables)
    : await new Api(url, credentials).send<Data>(document, question.variables);
  return outcomeOf(answer, way.at, { listed: question.listed, member: way.member });
}

async function firstMessage(
  url: string,
  { secret, ownerId, headers = {} }: ApiOptions,
  document: string,
  variables: Data,
): Promise<Answer<Data>> {
  const authorization = secret === undefined ? {} : { authorization: `Bearer ${secret}` };
  const payload = { ...authorization, ...(ownerId === undefined ? {} : { ownerId }) };
  const socket = new WireSocket(url, { headers });
  await socket.connected();
  socket.send({ type: 'connection_init', payload });
  const isClosed = socket.closed.then(({ code }) => ({ status: code === 4401 ? 401 : code }));
  const isGreeted = socket.next('connection_ack', ({ type }) => type === 'connection_ack').then(() => null);
  const refusal = await Promise.race([isClosed, isGreeted.catch(() => isClosed)]);
  if (refusal !== null) return refusal;
  const id = socket.subscribe(document, variables);
  const { type, payload: told } = await socket.next('the first message', (frame) => frame.id === id);
  await socket.close();
  // An error frame has the errors themselves, any other what an answer over HTTP has.
  if (type === 'error') return { status: 200, errors: told as readonly WireError[] };
  return { status: 200, ...(told as Omit<Answer<Data>, 'status'>) };
}
