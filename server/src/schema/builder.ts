import SchemaBuilder from '@pothos/core';
import ErrorsPlugin from '@pothos/plugin-errors';
import SimpleObjectsPlugin from '@pothos/plugin-simple-objects';
import type { Metadata } from '../modules/sessions/index.ts';
import type { Context } from './context.ts';

interface SchemaTypes {
  Context: Context;
  DefaultFieldNullability: false;
  Scalars: {
    /** Milliseconds UTC. */
    DateTime: { Input: number; Output: number };
    /** The first millisecond of a day, UTC. */
    Date: { Input: number; Output: number };
    JSONObject: { Input: Metadata; Output: Metadata };
    Revision: { Input: string; Output: string };
    ID: { Input: string; Output: string };
  };
}

export const builder = new SchemaBuilder<SchemaTypes>({
  plugins: [ErrorsPlugin, SimpleObjectsPlugin],
  defaultFieldNullability: false,
  errors: { defaultTypes: [] },
});

builder.queryType();
builder.mutationType({
  description: 'Every mutation takes one input and answers its success or one of its expected failures.',
});
builder.subscriptionType();
