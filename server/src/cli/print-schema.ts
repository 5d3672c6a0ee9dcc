import { printSchema } from 'graphql';
import { buildSchema } from '../schema/index.ts';

/** The contract, as schema.graphql holds it. */
export function schemaText(): string {
  return `${printSchema(buildSchema())}\n`;
}
