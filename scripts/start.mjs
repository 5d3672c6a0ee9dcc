import './node-version.mjs';
import { buildWhatIsStale } from './build.mjs';
import { handOver } from './hand-over.mjs';
import { installWhatIsMissing } from './install.mjs';

await installWhatIsMissing();
await buildWhatIsStale(['sdk', 'web', 'server']);
await handOver('server/dist/main.js');
