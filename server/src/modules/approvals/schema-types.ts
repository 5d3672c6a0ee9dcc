import { formatRevision } from '../../kernel/revision.ts';
import { ActorType } from '../../schema/actor.ts';
import { builder } from '../../schema/builder.ts';
import { type Approval, type ApprovalKind as Kind, approvalStates, type ExpiryRule as Rule } from './approval.ts';
import { canDecide } from './rule.ts';

const ApprovalKind = builder.enumType('ApprovalKind', {
  description: 'What is asked.',
  values: {
    QUESTION: { description: 'Anything an app asks, in its own words.' },
    SESSION_START: { description: 'Whether a remote-access session may start, and run commands without asking again.' },
    COMMAND: { description: 'Whether a command may run, exactly as it is shown.' },
  } as const satisfies Record<Kind, object>,
});

export const ApprovalState = builder.enumType('ApprovalState', {
  description:
    'What became of a question. EXPIRED is not DENIED: nobody answered in time, or nobody acted within five minutes on what was approved.',
  values: approvalStates,
});

export const ExpiryRule = builder.enumType('ExpiryRule', {
  description: 'What the deadline of a question does.',
  values: {
    WAIT: { description: 'Nothing: the question waits on, overdue.' },
    DENY: { description: 'It closes the question as EXPIRED; nothing is allowed.' },
  } as const satisfies Record<Rule, object>,
});

export const ApprovalType = builder.objectRef<Approval>('Approval').implement({
  description: 'A question that waits for a person, and what became of it.',
  fields: (t) => ({
    id: t.exposeID('id'),
    kind: t.expose('kind', { type: ApprovalKind }),
    sessionId: t.exposeID('sessionId'),
    app: t.exposeString('app', { description: 'The session’s, as of asking.' }),
    userId: t.exposeString('userId', {
      nullable: true,
      description: 'The user the session worked for as it asked; null where it worked for none.',
    }),
    title: t.exposeString('title', { description: 'What is asked, in the asker’s words.' }),
    details: t.field({
      type: 'JSONObject',
      description: 'What is asked, as exact data.',
      resolve: ({ details }) => details,
    }),
    subjectHash: t.exposeString('subjectHash', {
      description: 'SHA-256 of kind, title and details: equal for the same thing.',
    }),
    askedBy: t.expose('askedBy', { type: ActorType }),
    askedAt: t.field({ type: 'DateTime', resolve: ({ askedAtMs }) => askedAtMs }),
    expiresAt: t.field({
      type: 'DateTime',
      nullable: true,
      description: 'Null where it waits as long as its session runs.',
      resolve: ({ expiresAtMs }) => expiresAtMs,
    }),
    onExpiry: t.expose('onExpiry', { type: ExpiryRule }),
    state: t.expose('state', { type: ApprovalState }),
    decidedBy: t.expose('decidedBy', {
      type: ActorType,
      nullable: true,
      description: 'Null while nobody has answered. Stays where an approval then lapsed or was cancelled.',
    }),
    decidedAt: t.field({
      type: 'DateTime',
      nullable: true,
      description: 'Null while nobody has answered.',
      resolve: ({ decidedAtMs }) => decidedAtMs,
    }),
    note: t.exposeString('note', {
      nullable: true,
      description: 'What the decider tells the asker; null where they said nothing.',
    }),
    sentAt: t.field({
      type: 'DateTime',
      nullable: true,
      description: 'When what became of it left for the asker; null until then.',
      resolve: ({ sentAtMs }) => sentAtMs,
    }),
    actedAt: t.field({
      type: 'DateTime',
      nullable: true,
      description: 'When the asker said that it acts on it; null until then.',
      resolve: ({ actedAtMs }) => actedAtMs,
    }),
    remindedCount: t.exposeInt('remindedCount', {
      description: 'How many times people were reminded: at a half and at four fifths of its time.',
    }),
    grantId: t.exposeID('grantId', {
      nullable: true,
      description: 'The grant that approved it, so that nobody was asked; null where there was none.',
    }),
    needsSomebodyElse: t.exposeBoolean('needsSomebodyElse', {
      description:
        'Whether somebody else than who asks must answer: the one who started the session or asked for the command, or whom the session of an app’s question works for, may not.',
    }),
    canDecide: t.boolean({
      description: 'Whether the viewer may answer it; false once it is closed.',
      resolve: (approval, _args, { caller }) => canDecide(caller.principal, approval),
    }),
    revision: t.field({
      type: 'Revision',
      description: 'The registry’s revision at its last change.',
      resolve: ({ revision }, _args, { epoch }) => formatRevision({ epoch, number: revision, fingerprint: null }),
    }),
  }),
});
