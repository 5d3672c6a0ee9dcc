import type { IncomingMessage } from 'node:http';

/**
 * Listens to the stream: to go through it by its iterator takes as long as a small operation.
 * @returns null when there is more of it than allowed; what is announced as too much is not read at all
 * @throws when the client leaves while sending
 */
export async function readBody(request: IncomingMessage, maxBytes: number): Promise<string | null> {
  if (Number(request.headers['content-length'] ?? 0) > maxBytes) return null;
  if (request.destroyed) throw new Error('The client has left');
  const chunks: Buffer[] = [];
  let sizeBytes = 0;
  return new Promise((resolve, reject) => {
    const take = (chunk: Buffer): void => {
      sizeBytes += chunk.length;
      if (sizeBytes <= maxBytes) return void chunks.push(chunk);
      // Its connection lasts, or the answer would not get there; what else comes is left where it is.
      request.off('data', take).pause();
      resolve(null);
    };
    request.on('data', take);
    request.on('end', () => resolve(Buffer.concat(chunks).toString('utf8')));
    request.on('error', reject);
    request.on('close', () => {
      if (!request.readableEnded) reject(new Error('The client left while sending'));
    });
  });
}
