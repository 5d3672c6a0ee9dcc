import { parseArgs } from 'node:util';
import { stop } from './stop.js';

/** The port this app listens on: --port, else 5001. */
export function readPort() {
  const port = Number(readOption());
  if (Number.isInteger(port) && port >= 1 && port <= 65_535) return port;
  return stop('The one option is a port from 1 to 65535: npm run example -- --port 5002', 2);
}

function readOption() {
  try {
    return parseArgs({ options: { port: { type: 'string', default: '5001' } } }).values.port;
  } catch {
    // An option it does not have, or a word too many.
    return undefined;
  }
}
