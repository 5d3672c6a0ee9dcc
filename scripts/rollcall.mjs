import './node-version.mjs';
import { buildWhatIsStale } from './build.mjs';
import { handOver } from './hand-over.mjs';
import { installWhatIsMissing } from './install.mjs';

// The server's command line from the checkout: npm run rollcall -- admin create ada
await installWhatIsMissing();
await buildWhatIsStale(['server']);
await handOver('server/dist/main.js');
