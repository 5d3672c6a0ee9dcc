import './node-version.mjs';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { buildWhatIsStale } from './build.mjs';
import { root } from './command.mjs';
import { handOver } from './hand-over.mjs';
import { installWhatIsMissing } from './install.mjs';

// The server's command line from the checkout: npm run rollcall -- admin create ada
const program = 'server/dist/main.js';
// Only where nothing was built yet: a server that runs shall not lose what it runs from.
if (!existsSync(join(root, program))) {
  await installWhatIsMissing();
  await buildWhatIsStale(['server']);
}
// Without a word the program serves, and that is npm start: whoever asks for the command line is shown what there is.
if (process.argv.length === 2) {
  process.argv.push('help');
  process.exitCode = 1;
}
await handOver(program);
