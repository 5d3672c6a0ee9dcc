import { formatRevision } from '../../kernel/revision.ts';
import { builder } from '../../schema/builder.ts';
import type { AsSeen } from '../sessions/index.ts';
import { HostType } from './schema-types.ts';
import type { HostChanges } from './store.ts';

builder.queryField('hosts', (t) =>
  t.field({
    type: [HostType],
    description: 'Every host the caller may know of, by name.',
    resolve: async (_root, _args, { caller, services }) => [...(await services.hostReading.list(caller))],
  }),
);

builder.queryField('host', (t) =>
  t.field({
    type: HostType,
    nullable: true,
    description: 'One host; null where there is none the caller may know of.',
    args: { id: t.arg.id({ required: true }) },
    resolve: (_root, { id }, { caller, services }) => services.hostReading.host(caller, id),
  }),
);

const HostChangesType = builder.objectRef<AsSeen<HostChanges>>('HostChanges').implement({
  description: 'What changed up to a revision, each host once, as it is now.',
  fields: (t) => ({
    revision: t.field({
      type: 'Revision',
      description: 'Where this message ends: watch from here to go on.',
      resolve: ({ revision, fingerprint }, _args, { epoch }) =>
        formatRevision({ epoch, number: revision, fingerprint }),
    }),
    upserted: t.field({ type: [HostType], resolve: ({ upserted }) => [...upserted] }),
    removed: t.idList({ resolve: ({ removed }) => [...removed] }),
    resync: t.exposeBoolean('resync', {
      description:
        'The past after the reader’s revision is gone, or the reader’s rights changed: read the hosts again and watch anew.',
    }),
  }),
});

builder.subscriptionField('hostChanges', (t) =>
  t.field({
    type: HostChangesType,
    description: 'As sessionChanges, of hosts: their coming and going, and what is decided about them.',
    args: {
      afterRevision: t.arg({
        type: 'Revision',
        description: 'The last revision the reader applied; without it, the newest.',
      }),
    },
    subscribe: (_root, { afterRevision }, { caller, services }) =>
      services.hostReading.watch(caller, afterRevision ?? null),
    resolve: (message) => message,
  }),
);
