import type { GraphQLSchema } from 'graphql';
import '../modules/access/schema.ts';
import '../modules/approvals/schema.ts';
import '../modules/commands/schema.ts';
import '../modules/history/schema.ts';
import '../modules/hosts/schema.ts';
import '../modules/kills/schema.ts';
import '../modules/sessions/schema.ts';
import '../modules/tasks/schema.ts';
import { builder } from './builder.ts';
import './scalars.ts';

export function buildSchema(): GraphQLSchema {
  return builder.toSchema({ sortSchema: true });
}
