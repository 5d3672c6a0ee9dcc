import { randomUUID } from 'node:crypto';
import { mutate } from '../../harness/operations.ts';
import { approveFresh, askFresh, type Asked, grantFresh } from './approvals.ts';
import type { Question } from './visitors.ts';
import { memberWay, mutationWays, type Way, type Ways } from './way.ts';
import { about, fresh, revisionFor, withInput } from './ways-sessions.ts';
import type { World } from './world.ts';

/** A question about an approval, by its id. */
const aboutApproval = (asked: Asked): Question => ({ ...about(asked), variables: { id: asked.approvalId } });

const byId = (asked: Asked): Question => withInput(asked, { id: asked.approvalId });

/** A question about an approval of its own. */
const freshApproval = (make: (world: World) => Promise<Asked>): Way['prepare'] => {
  return async (world) => byId(await make(world));
};

const several: Way['prepare'] = async (world) => {
  const asked = await askFresh(world);
  return withInput(asked, { ids: [asked.approvalId], decision: 'APPROVE' });
};

const someRule = () => ({ app: `app ${randomUUID()}`, needsSomebodyElse: true });

const mutations = mutationWays({
  actOnApproval: freshApproval(approveFresh),
  approve: freshApproval((world) => askFresh(world)),
  cancelApproval: freshApproval((world) => askFresh(world)),
  decideApprovals: several,
  deny: freshApproval((world) => askFresh(world)),
  async revokeGrant(world) {
    const granted = await grantFresh(world);
    return withInput(granted, { id: granted.grantId });
  },
  setApprovalRule: () => ({ variables: { input: someRule() } }),
  requestApproval: fresh(({ sessionId }) => ({ sessionId, key: randomUUID(), title: 'May I?' })),
});

const listWay = (selection: string, at: readonly string[]): Way => ({
  document: `query ($id: ID!) { approvals(filter: { sessionId: $id }) { ${selection} } }`,
  at: ['approvals', ...at],
  prepare: ({ approvals }) => about(approvals.acted),
});

const grantWay = (selection: string, at: readonly string[], which: 'granted' | 'revoked' = 'granted'): Way => ({
  document: `query ($id: ID!) { grants(filter: { sessionId: $id }) { ${selection} } }`,
  at: ['grants', ...at],
  prepare: ({ approvals }) => about(approvals[which]),
});

const approvalWay = (which: 'acted' | 'pending' | 'granted'): Way => ({
  document: 'query ($id: ID!) { approval(id: $id) { SELECT } }',
  at: ['approval'],
  prepare: ({ approvals }) => aboutApproval(approvals[which]),
});

export const approvalWays: Ways = {
  ...mutations,
  'Query.approval': {
    document: 'query ($id: ID!) { asked: approval(id: $id) { __typename } }',
    at: [],
    prepare: ({ approvals }) => aboutApproval(approvals.acted),
  },
  'Query.approvals': { document: '{ asked: approvals { __typename } }', at: [], prepare: () => ({ variables: {} }) },
  'Subscription.approvalChanges': {
    document: 'subscription { asked: approvalChanges { __typename } }',
    at: [],
    prepare: () => ({ variables: {} }),
  },
  'Subscription.approvalDecision': {
    document: 'subscription ($id: ID!) { asked: approvalDecision(id: $id) { __typename } }',
    at: [],
    prepare: ({ approvals }) => aboutApproval(approvals.acted),
  },
  DecideApprovalSuccess: {
    // What is refused as a whole says so itself; a success is told apart by its results alone.
    document: `mutation ($input: DecideApprovalsInput!) { decideApprovals(input: $input) {
      ... on Error { __typename code }
      ... on DecideApprovalsSuccess { results { __typename ... on Error { code } ... on DecideApprovalSuccess { SELECT } } }
    } }`,
    at: ['decideApprovals', 'results'],
    member: 'DecideApprovalSuccess',
    prepare: several,
  },
  Approval: approvalWay('acted'),
  'Approval.canDecide': approvalWay('pending'),
  'Approval.grantId': approvalWay('granted'),
  'ApproveSuccess.grant': memberWay('approve', 'ApproveSuccess', async (world) => {
    const asked = await askFresh(world);
    return withInput(asked, { id: asked.approvalId, grant: { uses: 1, forMs: 60_000 } });
  }),
  'Query.approvalRules': {
    document: '{ asked: approvalRules { __typename } }',
    at: [],
    prepare: () => ({ variables: {} }),
  },
  ApprovalRule: {
    document: '{ approvalRules { SELECT } }',
    at: ['approvalRules'],
    async prepare({ admin }) {
      await mutate(admin, 'setApprovalRule', someRule());
      return { variables: {} };
    },
  },
  'Query.grants': { document: '{ asked: grants { __typename } }', at: [], prepare: () => ({ variables: {} }) },
  GrantConnection: grantWay('SELECT', []),
  GrantEdge: grantWay('edges { SELECT }', ['edges']),
  Grant: grantWay('edges { node { SELECT } }', ['edges', 'node'], 'revoked'),
  'Grant.canRevoke': {
    ...grantWay('edges { node { SELECT } }', ['edges', 'node']),
    prepare: async (world) => about(await grantFresh(world)),
  },
  ApprovalConnection: listWay('SELECT', []),
  ApprovalEdge: listWay('edges { SELECT }', ['edges']),
  ApprovalChanges: {
    document: `subscription ($id: ID!, $after: Revision) {
      approvalChanges(filter: { sessionId: $id }, afterRevision: $after) { SELECT }
    }`,
    at: ['approvalChanges'],
    async prepare(world, visitor) {
      const after = await revisionFor(world, visitor, { variables: {} });
      const asked = await askFresh(world);
      return about(asked, { after });
    },
  },
};

export const approvalFailureWays: Ways = {
  ApprovalNotFoundError: memberWay('approve', 'ApprovalNotFoundError', () => ({
    variables: { input: { id: 'approval_none' } },
  })),
  GrantNotFoundError: memberWay('revokeGrant', 'GrantNotFoundError', () => ({
    variables: { input: { id: 'grant_none' } },
  })),
  ApprovalDecidedError: memberWay('deny', 'ApprovalDecidedError', ({ approvals }) => byId(approvals.acted)),
  ApprovalExpiredError: memberWay('approve', 'ApprovalExpiredError', ({ approvals }) => byId(approvals.expired)),
  ApprovalCancelledError: memberWay('approve', 'ApprovalCancelledError', ({ approvals }) => byId(approvals.cancelled)),
  ApprovalLimitError: memberWay('requestApproval', 'ApprovalLimitError', ({ approvals: { crowded } }) =>
    withInput(crowded, { sessionId: crowded.sessionId, key: randomUUID(), title: 'May I?' }),
  ),
};
