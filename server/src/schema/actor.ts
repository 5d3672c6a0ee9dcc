import { type Actor, actorKinds } from '../kernel/record.ts';
import { builder } from './builder.ts';

const ActorKind = builder.enumType('ActorKind', { description: 'What kind of caller acted.', values: actorKinds });

export const ActorType = builder.objectRef<Actor>('Actor').implement({
  description: 'Who did something.',
  fields: (t) => ({
    kind: t.expose('kind', { type: ActorKind }),
    id: t.exposeID('id', {
      nullable: true,
      description: 'The person’s id, or the key’s where a key or a token acted; null for others.',
    }),
    name: t.exposeString('name', { description: 'For people.' }),
  }),
});
