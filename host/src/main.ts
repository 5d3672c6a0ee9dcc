import { runCommandLine } from './cli/command-line.ts';
import { closeInherited } from './cli/inherited.ts';

// What whoever started us left open is not for the commands that we start.
closeInherited();
const isCheckout = process.env['npm_lifecycle_event'] === 'rollcall';
process.exitCode = await runCommandLine(process.argv.slice(2), {
  environment: process.env,
  program: isCheckout ? 'npm run rollcall -- host' : `node ${process.argv[1] ?? ''}`,
  print: (text) => console.log(text),
  complain: (text) => console.error(text),
  onStop(stop) {
    for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, stop);
  },
});
