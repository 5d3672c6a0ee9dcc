import { createKey } from '../../harness/keys.ts';
import { randomUUID } from 'node:crypto';
import { memberWay, mutationWays, type Way, type Ways } from './way.ts';
import { createSignIn, createSomebody, samePassword } from './world.ts';

const input = (value: Record<string, unknown>) => ({ variables: { input: value } });

const nothing = () => ({ variables: {} });

const root = (asked: string): Way => ({ document: `{ asked: ${asked} }`, at: [], prepare: nothing });

const viewerWay = (selection: string, at: readonly string[]): Way => ({
  document: `{ viewer { ${selection} } }`,
  at: ['viewer', ...at],
  prepare: nothing,
});

const personWay = (selection: string, at: readonly string[] = []): Way => ({
  document: `{ people { id ${selection} } }`,
  at: ['people', ...at],
  prepare: ({ people }) => ({ variables: {}, listed: people.full.id }),
});

const keyWay = (which: 'full' | 'revoked'): Way => ({
  document: '{ appKeys { id SELECT } }',
  at: ['appKeys'],
  prepare: ({ keys }) => ({ variables: {}, listed: keys[which].id }),
});

/** A question about somebody of its own. */
const somebody = (more: Record<string, unknown> = {}): Way['prepare'] => {
  return async (world) => input({ id: await createSomebody(world), ...more });
};

/** A question about a key of its own. */
const someKey = (more: Record<string, unknown> = {}): Way['prepare'] => {
  return async ({ admin }) => input({ id: (await createKey(admin)).id, ...more });
};

const endOthers = (selection: string) => `mutation { ${selection} }`;

export const accessWays: Ways = {
  ...mutationWays({
    changePassword: () => input(samePassword),
    createAppKey: () => input({ name: 'made', rights: ['REGISTER'] }),
    createPerson: () => input({ name: `made ${randomUUID()}`, role: 'VIEWER' }),
    endSignIn: async (world) => input({ id: await createSignIn(world) }),
    removePerson: somebody(),
    resetPassword: somebody(),
    revokeAppKey: someKey(),
    rotateAppKey: someKey(),
    updateAppKey: someKey({ name: 'renamed', rights: ['READ'] }),
    updatePerson: async (world) =>
      input({ id: await createSomebody(world), name: `renamed ${randomUUID()}`, role: 'OPERATOR' }),
  }),
  'Mutation.endOtherSignIns': {
    document: endOthers('asked: endOtherSignIns { __typename ... on Error { code } }'),
    at: [],
    prepare: nothing,
  },
  EndOtherSignInsSuccess: {
    document: endOthers(
      'endOtherSignIns { __typename ... on Error { code } ... on EndOtherSignInsSuccess { SELECT } }',
    ),
    at: ['endOtherSignIns'],
    member: 'EndOtherSignInsSuccess',
    prepare: nothing,
  },
  'Query.appKeys': root('appKeys { __typename }'),
  'Query.people': root('people { __typename }'),
  'Query.quickStart': root('quickStart { __typename }'),
  'Query.viewer': root('viewer { __typename }'),
  Viewer: viewerWay('SELECT', []),
  QuickStart: { document: '{ quickStart { SELECT } }', at: ['quickStart'], prepare: nothing },
  Person: personWay('SELECT'),
  'Person@self': viewerWay('person { SELECT }', ['person']),
  SignIn: personWay('signIns { SELECT }', ['signIns']),
  'SignIn@self': viewerWay('person { signIns { SELECT } }', ['person', 'signIns']),
  AppKey: keyWay('full'),
  'AppKey.revokedAt': keyWay('revoked'),
  'AppKey@self': viewerWay('appKey { SELECT }', ['appKey']),
  SetUpLink: memberWay('resetPassword', 'ResetPasswordSuccess', somebody(), ['setUpLink']),
};

const nameless = () => input({ name: '', role: 'VIEWER' });
const unknown = () => input({ id: 'none' });

export const accessFailureWays: Ways = {
  ForbiddenError: memberWay('createAppKey', 'ForbiddenError', () => input({ name: 'made' })),
  InvalidInputError: memberWay('createPerson', 'InvalidInputError', nameless),
  InputIssue: memberWay('createPerson', 'InvalidInputError', nameless, ['issues']),
  PersonNotFoundError: memberWay('removePerson', 'PersonNotFoundError', unknown),
  NameTakenError: memberWay('createPerson', 'NameTakenError', () => input({ name: 'VIEWER', role: 'VIEWER' })),
  LastAdminError: memberWay('removePerson', 'LastAdminError', ({ adminId }) => input({ id: adminId })),
  WrongPasswordError: memberWay('changePassword', 'WrongPasswordError', () =>
    input({ ...samePassword, currentPassword: 'another one, and wrong' }),
  ),
  SignInNotFoundError: memberWay('endSignIn', 'SignInNotFoundError', unknown),
  AppKeyNotFoundError: memberWay('rotateAppKey', 'AppKeyNotFoundError', unknown),
  AppKeyRevokedError: memberWay('rotateAppKey', 'AppKeyRevokedError', ({ keys }) => input({ id: keys.revoked.id })),
};
