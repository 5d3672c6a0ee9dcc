import { actorOf } from '../../kernel/record.ts';
import { ActorType } from '../../schema/actor.ts';
import { builder } from '../../schema/builder.ts';

const Viewer = builder.simpleObject('Viewer', {
  description: 'Who is asking.',
  fields: (t) => ({ actor: t.field({ type: ActorType }) }),
});

const QuickStart = builder.simpleObject('QuickStart', {
  description: 'What a first session needs.',
  fields: (t) => ({
    url: t.string({ description: 'Where SDKs find this server.' }),
    key: t.string({ description: 'An app key. A secret: it registers sessions.' }),
  }),
});

builder.queryField('viewer', (t) =>
  t.field({ type: Viewer, resolve: (_root, _args, { caller }) => ({ actor: actorOf(caller.principal) }) }),
);

builder.queryField('quickStart', (t) =>
  t.field({
    type: QuickStart,
    description: 'For admins.',
    resolve: (_root, _args, { caller, services, publicUrl }) => ({
      url: publicUrl,
      key: services.access.quickStartKey(caller),
    }),
  }),
);
