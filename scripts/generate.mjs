import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root, run } from './command.mjs';
import { tool } from './steps.mjs';

// `npm run generate` writes what is generated and committed; with --check it only says whether that is fresh.
const isCheck = process.argv.includes('--check');
const schemaPath = join(root, 'schema.graphql');
const knownPath = join(root, 'server/src/transport/generated/known-documents.ts');

const printed = await run(tool('tsx'), ['server/src/main.ts', 'print-schema']);
if (!printed.isOk) fail(printed.output);

if (!isCheck) writeFileSync(schemaPath, printed.stdout);
else if (readFileSync(schemaPath, 'utf8') !== printed.stdout)
  fail('schema.graphql is not what the server prints. Run: npm run generate');

const codegen = await run(tool('graphql-codegen'), ['--config', 'codegen.ts', ...(isCheck ? ['--check'] : [])]);
if (!codegen.isOk) fail(`${codegen.output}\nThe generated clients are not fresh. Run: npm run generate`);

const known = knownDocuments();
if (!isCheck) writeFileSync(knownPath, known);
else if (readFileSync(knownPath, 'utf8') !== known) {
  fail('The server does not know the documents of its clients. Run: npm run generate');
}

/** What the clients send by its id, for the server. */
function knownDocuments() {
  /** @type {Record<string, string>} */
  const documents = {};
  for (const folder of ['sdk/src/generated', 'web/src/lib/generated']) {
    Object.assign(documents, JSON.parse(readFileSync(join(root, folder, 'persisted-documents.json'), 'utf8')));
  }
  const lines = Object.entries(documents).map(
    ([id, text]) => `  ${JSON.stringify(id)}:\n    ${JSON.stringify(text)},\n`,
  );
  return [
    '/** The documents of the SDK and the dashboard, by the ids they travel by. Made by `npm run generate`. */\n',
    `export const knownDocuments: Readonly<Record<string, string>> = {\n${lines.sort().join('')}};\n`,
  ].join('');
}

/**
 * @param {string} problem
 * @returns {never}
 */
function fail(problem) {
  console.error(problem.trimEnd());
  process.exit(1);
}
