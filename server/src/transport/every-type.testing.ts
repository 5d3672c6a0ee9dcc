import {
  buildSchema,
  defaultFieldResolver,
  type GraphQLFieldResolver,
  isObjectType,
  isScalarType,
  isUnionType,
} from 'graphql';

/** What a property does when it is read. */
export type Deed = 'VALUE' | 'LATER' | 'NULL' | 'UNDEFINED' | 'THROW' | 'REJECT' | 'ERROR' | 'NONSENSE';

/** An object whose properties do what its deeds say, one after the other, over and over, the same at each run. */
export class Wild {
  readonly #deeds: readonly Deed[];
  readonly #from: number;
  readonly #depth: number;

  constructor(deeds: readonly Deed[], from = 0, depth = 0) {
    this.#deeds = deeds;
    this.#from = from;
    this.#depth = depth;
  }

  readonly text = this.#doing(0, () => 'text "quoted" ü');
  readonly id = this.#doing(1, () => 7);
  readonly whole = this.#doing(2, () => 1);
  readonly number = this.#doing(3, () => 0.1);
  readonly flag = this.#doing(4, () => true);
  readonly choice = this.#doing(5, () => 'SECOND');
  readonly moment = this.#doing(6, () => 0);
  readonly texts = this.#doing(7, () => ['a', null, Promise.resolve('b'), this.#fail(8)]);
  readonly matrix = this.#doing(9, () => [[1, 2], null, [this.#fail(10)], Promise.resolve([3])]);
  readonly strictTexts = this.#doing(11, () => ['a', Promise.resolve('b'), this.#fail(12)]);
  readonly wild = this.#doing(13, () => this.#under(13));
  readonly wilds = this.#doing(14, () => [this.#under(14), Promise.resolve(this.#under(15)), null]);
  readonly strict = this.#doing(16, () => this.#under(16));
  readonly mixed = this.#doing(17, () => [
    this.#under(17),
    { name: 'tame', texts: ['x'] },
    Promise.resolve(this.#under(18)),
  ]);
  readonly any = this.#doing(19, () => this.#under(19));

  #under(at: number): Wild | null {
    return this.#depth > 2 ? null : new Wild(this.#deeds, this.#from + at + 1, this.#depth + 1);
  }

  #deed(at: number): Deed {
    return this.#deeds[(this.#from + at) % this.#deeds.length] ?? 'VALUE';
  }

  /** An item of a list that may fail. */
  #fail(at: number): unknown {
    const deed = this.#deed(at);
    if (deed === 'REJECT') return Promise.reject(new Error(`rejected ${at}`));
    return deed === 'ERROR' ? new Error(`an item ${at}`) : 'c';
  }

  #doing(at: number, read: () => unknown): () => unknown {
    return () => {
      switch (this.#deed(at)) {
        case 'VALUE':
          return read();
        case 'LATER':
          return new Promise((resolve) => setImmediate(() => resolve(read())));
        case 'NULL':
          return null;
        case 'UNDEFINED':
          return undefined;
        case 'THROW':
          throw new Error(`thrown ${at}`);
        case 'REJECT':
          return Promise.reject(new Error(`rejected ${at}`));
        case 'ERROR':
          return new Error(`returned ${at}`);
        case 'NONSENSE':
          return Object.create(null) as unknown;
      }
    };
  }
}

/**
 * Everything a schema may hold, in small, but lists of objects that may not be null: where one of them fails at once,
 * execute leaves what the others reject with to nobody.
 */
export const schema = buildSchema(`
  scalar Moment
  enum Choice { FIRST SECOND }
  input Inner { count: Int, tags: [String!] }
  input In { count: Int!, tags: [String], inner: Inner, share: Float, on: Boolean, at: Moment, id: ID, size: Int = 3 }
  interface Named { text: String }
  type Tame { name: String, texts: [String!]! }
  type Wild implements Named {
    text: String, id: ID, whole: Int, number: Float, flag: Boolean!, choice: Choice, moment: Moment
    texts: [String], matrix: [[Int!]], strictTexts: [String!]!
    wild: Wild, wilds: [Wild], strict: Wild!, mixed: [Either], any: Either!
  }
  union Either = Wild | Tame
  type Echo { text: String }
  type Query {
    wild: Wild
    echo(text: String, input: In, choice: Choice, many: [ID!]): Echo
  }
  type Mutation { change: String! }
  type Subscription { told: Wild }
`);

resolve('Query', 'echo', (_, args) => ({ text: JSON.stringify(args) }));
resolve('Mutation', 'change', (_, __, context) => Promise.resolve(context));
resolve('Subscription', 'told', (message) => message);
const moment = schema.getType('Moment');
if (isScalarType(moment)) {
  moment.serialize = (value) => {
    if (typeof value === 'number') return new Date(value).toISOString();
    throw new Error('This is no moment.');
  };
  moment.parseValue = (value) => {
    if (typeof value === 'string' && !Number.isNaN(Date.parse(value))) return Date.parse(value);
    throw new Error('This is no moment.');
  };
}

const either = schema.getType('Either');
if (isUnionType(either)) {
  either.resolveType = (value) => (value instanceof Wild ? 'Wild' : 'Tame');
}
const tame = schema.getType('Tame');
if (isObjectType(tame)) tame.isTypeOf = (value) => 'name' in Object(value);
const wild = schema.getType('Wild');
if (isObjectType(wild)) {
  wild.isTypeOf = (value) => value instanceof Wild;
  // As everywhere in our own schema, a resolver reads each field.
  for (const field of Object.values(wild.getFields())) field.resolve = defaultFieldResolver;
}
resolve('Query', 'wild', (root) => (root as { wild(): unknown }).wild());

function resolve(typeName: string, fieldName: string, resolver: GraphQLFieldResolver<unknown, unknown>): void {
  const type = schema.getType(typeName);
  const field = isObjectType(type) ? type.getFields()[fieldName] : undefined;
  if (field === undefined) throw new Error(`There is no ${typeName}.${fieldName}`);
  field.resolve = resolver;
}
