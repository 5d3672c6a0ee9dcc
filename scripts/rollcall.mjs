import './node-version.mjs';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { buildWhatIsStale } from './build.mjs';
import { root } from './command.mjs';
import { handOver } from './hand-over.mjs';
import { installWhatIsMissing } from './install.mjs';

// The command line from the checkout: npm run rollcall -- admin create ada. What the process on a host does has a program of its
// own; codes by which hosts join are the server's.
const [concept, command] = process.argv.slice(2);
const isOfHost = concept === 'host' && command !== 'code';
const program = isOfHost ? 'host/dist/main.js' : 'server/dist/main.js';
// Only where nothing was built yet: what runs shall not lose what it runs from.
if (!existsSync(join(root, program))) {
  await installWhatIsMissing();
  await buildWhatIsStale([isOfHost ? 'host' : 'server']);
}
// Without a word the program serves, and that is npm start: whoever asks for the command line is shown what there is.
if (process.argv.length === 2) {
  process.argv.push('help');
  process.exitCode = 1;
}
if (isOfHost) process.argv.splice(2, 1);
await handOver(program);
