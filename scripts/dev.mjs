import './node-version.mjs';
import { join } from 'node:path';
import { buildWhatIsStale } from './build.mjs';
import { root, run } from './command.mjs';
import { installWhatIsMissing } from './install.mjs';

// The server and the dashboard, each again after every change. The dashboard's address is the one Vite prints.
process.env['ROLLCALL_DATA_DIR'] ??= join(root, 'data');
await installWhatIsMissing();
await buildWhatIsStale(['sdk']);
const ended = await Promise.race(
  ['server', 'web'].map((workspace) =>
    run('npm', ['run', '--silent', 'dev', '--workspace', workspace], { isShown: true }),
  ),
);
process.kill(process.pid, 'SIGTERM');
process.exitCode = ended.code;
