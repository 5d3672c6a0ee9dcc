import { GraphQLError, valueFromASTUntyped } from 'graphql';
import type { Metadata } from '../modules/sessions/index.ts';
import { builder } from './builder.ts';

const dateTime = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,9})?)?(Z|[+-]\d\d:\d\d)$/;
const date = /^\d{4}-\d\d-\d\d$/;

builder.scalarType('DateTime', {
  description:
    'A moment, as ISO 8601 in UTC with milliseconds: `2026-01-31T12:00:00.000Z`. Input may carry another offset.',
  serialize: (ms) => new Date(ms).toISOString(),
  parseValue: (value) => parseMoment(value, dateTime, 'a moment such as 2026-01-31T12:00:00Z'),
});

builder.scalarType('Date', {
  description: 'A day in UTC: `2026-01-31`.',
  serialize: (ms) => new Date(ms).toISOString().slice(0, 10),
  parseValue: (value) => parseMoment(value, date, 'a day such as 2026-01-31'),
});

builder.scalarType('JSONObject', {
  description: 'A JSON object.',
  serialize: (value) => value,
  parseValue: requireObject,
  parseLiteral: (node, variables) => requireObject(valueFromASTUntyped(node, variables)),
});

builder.scalarType('Revision', {
  description:
    'A place in the registry’s order of changes. Opaque; later ones sort behind earlier ones as long as they share what stands before the dot.',
  serialize: (value) => value,
  parseValue(value) {
    if (typeof value === 'string' && value.length <= 64) return value;
    throw new GraphQLError('A revision is a string; take it from a list or from a message of sessionChanges.');
  },
});

function parseMoment(value: unknown, form: RegExp, wanted: string): number {
  const ms = typeof value === 'string' && form.test(value) && isDay(value.slice(0, 10)) ? Date.parse(value) : NaN;
  if (Number.isNaN(ms)) throw new GraphQLError(`This must be ${wanted}.`);
  return ms;
}

/** Date.parse takes the 31st of February for a day in March. */
function isDay(text: string): boolean {
  const ms = Date.parse(text);
  return !Number.isNaN(ms) && new Date(ms).toISOString().startsWith(text);
}

function requireObject(value: unknown): Metadata {
  if (typeof value === 'object' && value !== null && !Array.isArray(value))
    return Object.fromEntries(Object.entries(value));
  throw new GraphQLError('This must be a JSON object.');
}
