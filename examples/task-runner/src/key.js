import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const keyFile = fileURLToPath(new URL('../../../data/app-key', import.meta.url));

/** The app key: ROLLCALL_KEY, or the one a Rollcall started here has made. It stays on this server. */
export function readKey() {
  const key = process.env['ROLLCALL_KEY'] ?? (existsSync(keyFile) ? readFileSync(keyFile, 'utf8').trim() : undefined);
  if (key !== undefined) return key;
  console.error('There is no app key yet: start Rollcall first (npm start), or set ROLLCALL_KEY.');
  process.exit(1);
}
