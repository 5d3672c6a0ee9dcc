import './node-version.mjs';
import { buildWhatIsStale } from './build.mjs';
import { findChromium } from './chromium.mjs';
import { handOver } from './hand-over.mjs';
import { installWhatIsMissing } from './install.mjs';

// What is asked for as JSON is all that stands on the standard output.
if (process.argv.includes('--json')) console.log = console.error;
await installWhatIsMissing();
await buildWhatIsStale(['sdk', 'web', 'server', 'bench']);
// Without one, the benchmark of the dashboard says so.
const chromium = await findChromium();
if (chromium) process.env['ROLLCALL_CHROMIUM'] = chromium;
await handOver('bench/dist/run.js');
