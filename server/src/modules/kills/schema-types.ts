import { ActorType } from '../../schema/actor.ts';
import { builder } from '../../schema/builder.ts';
import { type Kill, type KillEvidence as Evidence, killStates } from './kill.ts';

const KillState = builder.enumType('KillState', {
  description: 'How far a kill has come. UNRESPONSIVE: its grace passed without an end; it still waits for one.',
  values: killStates,
});

const KillEvidence = builder.enumType('KillEvidence', {
  description: 'How the end is known.',
  values: {
    OWNER: { description: 'The owner said so.' },
    HOST_VERIFIED: { description: 'The host looked: no process of the session is left.' },
    VANISHED: { description: 'The owner was silent until its lease ran out.' },
  } as const satisfies Record<Evidence, object>,
});

export const KillType = builder.objectRef<Kill>('Kill').implement({
  description: 'An order to end a session, kept as a receipt.',
  fields: (t) => ({
    id: t.exposeID('id'),
    sessionId: t.exposeID('sessionId'),
    state: t.expose('state', { type: KillState }),
    requestedBy: t.expose('requestedBy', { type: ActorType }),
    reason: t.exposeString('reason', { nullable: true, description: 'Null where none was given.' }),
    graceMs: t.exposeInt('graceMs', { description: 'How long the owner has to end, in milliseconds.' }),
    requestedAt: t.field({ type: 'DateTime', resolve: ({ requestedAtMs }) => requestedAtMs }),
    sentAt: t.field({
      type: 'DateTime',
      nullable: true,
      description: 'When it left for the owner; null until then.',
      resolve: ({ sentAtMs }) => sentAtMs,
    }),
    acknowledgedAt: t.field({
      type: 'DateTime',
      nullable: true,
      description: 'When the owner said it had heard; null until then.',
      resolve: ({ acknowledgedAtMs }) => acknowledgedAtMs,
    }),
    endedAt: t.field({
      type: 'DateTime',
      nullable: true,
      description: 'When the session was over; null until then.',
      resolve: ({ endedAtMs }) => endedAtMs,
    }),
    evidence: t.expose('evidence', { type: KillEvidence, nullable: true, description: 'Null until it has ended.' }),
    attempt: t.exposeInt('attempt', { description: '1, or one more than the unanswered kill before it.' }),
    previousId: t.exposeID('previousId', {
      nullable: true,
      description: 'The unanswered kill before it, if there is one.',
    }),
    survivors: t.exposeStringList('survivors', {
      description: 'Processes that the host could not end, as “pid 4711 sleep 1000”; none where no host works for it.',
    }),
  }),
});
