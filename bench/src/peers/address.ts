import type { Server } from 'node:http';

/** Opens the port it is given, or any free one, and prints where, which is how whoever started the process learns of it. */
export function printAddress(server: Server): void {
  server.listen(Number(process.env['PORT'] ?? 0), '127.0.0.1', () => {
    const address = server.address();
    if (address === null || typeof address === 'string') throw new Error('no port');
    console.log(`http://127.0.0.1:${address.port}`);
  });
}
