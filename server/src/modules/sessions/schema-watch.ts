import { formatRevision } from '../../kernel/revision.ts';
import { builder } from '../../schema/builder.ts';
import type { AsSeen } from './as-seen.ts';
import { SessionFilterInput, toFilter } from './schema-filter.ts';
import { SessionType } from './schema-types.ts';
import type { SessionChanges } from './store.ts';

const SessionChangesType = builder.objectRef<AsSeen<SessionChanges>>('SessionChanges').implement({
  description: 'What changed up to a revision, each session once, as it is now.',
  fields: (t) => ({
    revision: t.field({
      type: 'Revision',
      description: 'Where this message ends: watch from here to go on.',
      resolve: ({ revision, fingerprint }, _args, { epoch }) =>
        formatRevision({ epoch, number: revision, fingerprint }),
    }),
    upserted: t.field({
      type: [SessionType],
      description: 'Changed sessions that match.',
      resolve: ({ upserted }) => [...upserted],
    }),
    removed: t.idList({
      description:
        'Changed sessions that do not match, are gone, or left what the reader may see. May name some the reader never had.',
      resolve: ({ removed }) => [...removed],
    }),
    resync: t.exposeBoolean('resync', {
      description:
        'The past after the reader’s revision is gone, or the reader’s rights changed: read the list again and watch from its revision.',
    }),
  }),
});

builder.subscriptionField('sessionChanges', (t) =>
  t.field({
    type: SessionChangesType,
    description:
      'Everything that changed after a revision, then what changes from now on; in order, nothing missed, nothing told twice. The first message comes at once, even with nothing in it, so that a reader knows where it stands.',
    args: {
      filter: t.arg({ type: SessionFilterInput }),
      afterRevision: t.arg({
        type: 'Revision',
        description: 'The last revision the reader applied; without it, the newest.',
      }),
    },
    subscribe: (_root, { filter, afterRevision }, { caller, services }) =>
      services.reading.watch(caller, toFilter(filter), afterRevision ?? null),
    resolve: (message) => message,
  }),
);
