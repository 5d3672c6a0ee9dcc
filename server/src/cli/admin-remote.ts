import { z } from 'zod';
import { foldName } from '../modules/access/index.ts';
import type { AdminDesk } from './admin.ts';
import { CommandError, decidedElsewhere, nameTaken, nobodyCalled } from './command-error.ts';
import type { Presence } from './presence.ts';

const patienceMs = 10_000;

const createPerson = `mutation ($name: String!) {
  result: createPerson(input: { name: $name, role: ADMIN }) { ... on CreatePersonSuccess { setUpLink { url } } ... on Error { code message } }
}`;
const findPeople = `{ people { id name userId identityProvider } }`;
const makeAdmin = `mutation ($id: ID!, $name: String!, $userId: String) {
  result: updatePerson(input: { id: $id, name: $name, role: ADMIN, userId: $userId }) {
    ... on UpdatePersonSuccess { person { id } } ... on Error { code message }
  }
}`;
const resetPassword = `mutation ($id: ID!) {
  result: resetPassword(input: { id: $id }) { ... on ResetPasswordSuccess { setUpLink { url } } ... on Error { code message } }
}`;

const createCode = `mutation ($app: String, $name: String) {
  result: createHostJoinCode(input: { app: $app, name: $name }) {
    ... on CreateHostJoinCodeSuccess { joinCode expiresAt } ... on Error { code message }
  }
}`;

const failed = z.object({ code: z.string(), message: z.string() });
const linked = z.object({ result: z.union([z.object({ setUpLink: z.object({ url: z.string() }) }), failed]) });
const updated = z.object({ result: z.union([z.object({ person: z.object({}) }), failed]) });
const coded = z.object({
  result: z.union([z.object({ joinCode: z.string(), expiresAt: z.string() }), z.object({ message: z.string() })]),
});
const person = z.object({
  id: z.string(),
  name: z.string(),
  userId: z.string().nullable(),
  identityProvider: z.string().nullable(),
});
const found = z.object({ people: z.array(person) });

/** Asks the running server, as the command line of its machine. */
export function openRemoteDesk({ url, terminalToken }: Presence): AdminDesk {
  async function ask<T>(schema: z.ZodType<T>, query: string, variables: object = {}): Promise<T> {
    const answer = await post(url, terminalToken, { query, variables });
    const { data } = z.object({ data: schema }).parse(answer);
    return data;
  }

  async function askForLink(query: string, variables: object, name: string): Promise<string> {
    const { result } = await ask(linked, query, variables);
    if ('message' in result) throw result.code === 'NAME_TAKEN' ? nameTaken(name) : new CommandError(result.message);
    return result.setUpLink.url;
  }

  return {
    create: (name) => askForLink(createPerson, { name }, name),
    async reset(name) {
      const { people } = await ask(found, findPeople);
      const person = people.find((one) => foldName(one.name) === foldName(name));
      if (person === undefined) throw nobodyCalled(name);
      const { identityProvider, ...known } = person;
      if (identityProvider !== null) throw decidedElsewhere(person.name, identityProvider);
      const { result } = await ask(updated, makeAdmin, known);
      if ('message' in result) throw new CommandError(result.message);
      return askForLink(resetPassword, { id: person.id }, name);
    },
    async letHostIn({ app, name }) {
      const { result } = await ask(coded, createCode, { app, name });
      if ('message' in result) throw new CommandError(result.message);
      return { code: result.joinCode, expiresAtMs: Date.parse(result.expiresAt) };
    },
    close: () => Promise.resolve(),
  };
}

async function post(url: string, token: string, body: object): Promise<unknown> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify(body),
    signal: AbortSignal.timeout(patienceMs),
  }).catch((error: unknown) => {
    throw new CommandError(
      `A server has the data open, but does not answer at ${url} (${String(error)}). Stop it, and try again without it.`,
    );
  });
  if (response.ok) return response.json();
  throw new CommandError(`The server at ${url} answered ${response.status}: ${(await response.text()).slice(0, 500)}`);
}
