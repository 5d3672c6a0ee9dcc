import { type DomainError, errorCodes, ForbiddenError, type InputIssue, InvalidInputError } from '../kernel/errors.ts';
import { builder } from './builder.ts';

const ErrorCode = builder.enumType('ErrorCode', {
  description: 'What kind of expected failure; programs decide by this, never by the message.',
  values: errorCodes,
});

/** What every expected failure shows. */
export const ErrorInterface = builder.interfaceRef<DomainError>('Error').implement({
  description: 'An expected failure.',
  fields: (t) => ({
    code: t.expose('code', { type: ErrorCode }),
    message: t.exposeString('message', { description: 'For people: what happened and what to do next.' }),
  }),
});

const Issue = builder.objectRef<InputIssue>('InputIssue').implement({
  description: 'One problem of an input.',
  fields: (t) => ({
    path: t.exposeString('path', { description: 'Where, as `tags.3`; empty for the input as a whole.' }),
    message: t.exposeString('message'),
  }),
});

builder.objectType(InvalidInputError, {
  name: 'InvalidInputError',
  description: 'The input breaks a bound; every problem is named.',
  interfaces: [ErrorInterface],
  fields: (t) => ({ issues: t.field({ type: [Issue], resolve: ({ issues }) => [...issues] }) }),
});

builder.objectType(ForbiddenError, {
  name: 'ForbiddenError',
  description: 'The caller is known but may not do this.',
  interfaces: [ErrorInterface],
});
