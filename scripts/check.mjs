import './node-version.mjs';
import { pathToFileURL } from 'node:url';
import { buildWhatIsStale } from './build.mjs';
import { run } from './command.mjs';
import { vitestArguments } from './results.mjs';
import { runSteps, tool } from './steps.mjs';

const unitProjects = ['server', 'sdk', 'host', 'contract', 'tooling'];

/**
 * Everything that needs no browser and no running server. Shows what fails.
 * @returns {Promise<string[]>} the titles of the steps that failed
 */
export async function check() {
  // What the types of the others are read from: the SDK's declarations, and what Kit derives from the routes.
  await buildWhatIsStale(['sdk']);
  const sync = await run(tool('svelte-kit'), ['sync'], { folder: 'web' });
  if (!sync.isOk) console.error(sync.output);
  return runSteps([
    { title: 'unit tests', command: tool('vitest'), args: vitestArguments('unit', unitProjects) },
    { title: 'lint', command: tool('eslint'), args: ['.'] },
    { title: 'dashboard tests', command: tool('vitest'), args: vitestArguments('dashboard', []), folder: 'web' },
    { title: 'types', command: 'npm', args: ['run', '--silent', 'typecheck'] },
    { title: 'generated files', command: 'node', args: ['scripts/generate.mjs', '--check'] },
    { title: "the SDK's package", command: 'npm', args: ['run', '--silent', 'lint:package', '--workspace', 'sdk'] },
    { title: 'format', command: tool('prettier'), args: ['--check', '--log-level=warn', '.'] },
    { title: 'unused code and cycles', command: tool('knip'), args: [] },
  ]);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const failed = await check();
  if (failed.length > 0) {
    console.error(`failed: ${failed.join(', ')}`);
    process.exit(1);
  }
}
