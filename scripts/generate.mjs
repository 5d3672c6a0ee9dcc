import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root, run } from './command.mjs';
import { tool } from './steps.mjs';

// `npm run generate` writes what is generated and committed; with --check it only says whether that is fresh.
const isCheck = process.argv.includes('--check');
const schemaPath = join(root, 'schema.graphql');

const printed = await run(tool('tsx'), ['server/src/main.ts', 'print-schema']);
if (!printed.isOk) fail(printed.output);

if (!isCheck) writeFileSync(schemaPath, printed.stdout);
else if (readFileSync(schemaPath, 'utf8') !== printed.stdout)
  fail('schema.graphql is not what the server prints. Run: npm run generate');

const codegen = await run(tool('graphql-codegen'), ['--config', 'codegen.ts', ...(isCheck ? ['--check'] : [])]);
if (!codegen.isOk) fail(`${codegen.output}\nThe generated clients are not fresh. Run: npm run generate`);

/**
 * @param {string} problem
 * @returns {never}
 */
function fail(problem) {
  console.error(problem.trimEnd());
  process.exit(1);
}
