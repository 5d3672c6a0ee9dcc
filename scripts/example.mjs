import './node-version.mjs';
import { buildWhatIsStale } from './build.mjs';
import { runExampleHost } from './example-host.mjs';
import { handOver, readSettings } from './hand-over.mjs';
import { installWhatIsMissing } from './install.mjs';

await installWhatIsMissing();
await buildWhatIsStale(['sdk', 'host']);
readSettings();
void runExampleHost();
await handOver('examples/task-runner/src/main.js');
