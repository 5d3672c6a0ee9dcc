import './node-version.mjs';
import { buildWhatIsStale } from './build.mjs';
import { check } from './check.mjs';
import { provideChromium } from './chromium.mjs';
import { run, secondsSince } from './command.mjs';
import { installWhatIsMissing } from './install.mjs';
import { countResults, forgetResults, vitestArguments } from './results.mjs';
import { tool } from './steps.mjs';

const startMs = performance.now();
/** @type {string[]} */
let failedChecks = [];
let isBlackBoxOk = false;
forgetResults();
// Whatever ends this process early, its last line says what came of it.
process.on('exit', summarise);

console.log('what the tests need');
await installWhatIsMissing();
const chromium = await provideChromium();
console.log(`  Chromium: ${chromium}`);

console.log('checks');
failedChecks = await check();

console.log('tests of the built product');
await buildWhatIsStale(['sdk', 'web', 'server']);
const blackBox = await run(tool('vitest'), vitestArguments('black-box', ['black-box', 'browser']), {
  env: { ROLLCALL_CHROMIUM: chromium },
  isShown: true,
});
isBlackBoxOk = blackBox.isOk;

function summarise() {
  const results = [
    countResults('unit', !failedChecks.includes('unit tests')),
    countResults('dashboard', !failedChecks.includes('dashboard tests')),
    countResults('black-box', isBlackBoxOk),
  ];
  // Test runs are counted test by test; any other failing step counts as one.
  const otherFailed = failedChecks.filter((title) => !title.endsWith('tests'));
  const passed = results.reduce((sum, result) => sum + result.passed, 0);
  const failed = results.reduce((sum, result) => sum + result.failed, otherFailed.length);
  const skipped = results.flatMap((result) => result.skipped);

  if (skipped.length > 0) console.log(`\nskipped:\n${skipped.map((name) => `  ${name}`).join('\n')}`);
  if (failedChecks.length > 0) console.log(`\nfailed checks: ${failedChecks.join(', ')}`);
  console.log(`\n${secondsSince(startMs)} in all`);
  console.log(`${passed} passed, ${failed} failed`);
  if (failed > 0) process.exitCode = 1;
}
