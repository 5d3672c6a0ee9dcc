import './node-version.mjs';
import { buildWhatIsStale } from './build.mjs';
import { provideBubblewrap } from './bubblewrap.mjs';
import { check } from './check.mjs';
import { provideChromium } from './chromium.mjs';
import { secondsSince } from './command.mjs';
import { installWhatIsMissing } from './install.mjs';
import { countResults, forgetResults, vitestArguments } from './results.mjs';
import { runSteps, tool } from './steps.mjs';

const startMs = performance.now();
/** @type {string[]} */
const failed = [];
forgetResults();
// Whatever ends this process early, its last line says what came of it.
process.on('exit', summarise);

console.log('what the tests need');
await installWhatIsMissing();
const chromium = await provideChromium();
process.env['ROLLCALL_CHROMIUM'] = chromium;
console.log(`  Chromium: ${chromium}`);
console.log(`  bubblewrap: ${await provideBubblewrap()}`);

console.log('checks');
failed.push(...(await check()));

console.log('tests of the built product (some minutes)');
await buildWhatIsStale(['sdk', 'web', 'host', 'server']);
const failedSuites = await runSteps([
  { title: 'black-box tests', command: tool('vitest'), args: vitestArguments('black-box', ['black-box']) },
  { title: 'browser tests', command: tool('vitest'), args: vitestArguments('browser', ['browser']) },
]);
failed.push(...failedSuites);

function summarise() {
  const suites = ['unit', 'dashboard', 'black-box', 'browser'];
  const results = suites.map((name) => countResults(name, !failed.includes(`${name} tests`)));
  // Test runs are counted test by test; any other failing step counts as one.
  const otherFailed = failed.filter((title) => !title.endsWith('tests'));
  const passedCount = results.reduce((sum, result) => sum + result.passed, 0);
  const failedCount = results.reduce((sum, result) => sum + result.failed, otherFailed.length);
  const skipped = results.flatMap((result) => result.skipped);

  if (skipped.length > 0) console.log(`\nskipped:\n${skipped.map((name) => `  ${name}`).join('\n')}`);
  if (failed.length > 0) console.log(`\nfailed: ${failed.join(', ')}`);
  console.log(`\n${secondsSince(startMs)} in all`);
  console.log(`${passedCount} passed, ${failedCount} failed`);
  if (failedCount > 0) process.exitCode = 1;
}
