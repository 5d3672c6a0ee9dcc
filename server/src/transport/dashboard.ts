import { existsSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { join } from 'node:path';
import sirv from 'sirv';
import { sendPage } from './answers.ts';

export type Dashboard = (request: IncomingMessage, response: ServerResponse) => void;

/** Serves the built dashboard; every address without a file is a page of it. Its build may come, go or change meanwhile. */
export function createDashboard(directory: string): Dashboard {
  const serveFile = sirv(directory, {
    dev: true, // Looks at the disk each time: a remembered size of a rebuilt file would be wrong.
    etag: true,
    single: true,
    gzip: true,
    brotli: true,
    setHeaders(response, pathname) {
      // Their names carry a hash of what is in them.
      if (pathname.startsWith('/_app/immutable/')) {
        response.setHeader('cache-control', 'public, max-age=31536000, immutable');
      }
    },
  });

  return (request, response) => {
    delete request.headers.range; // sirv throws on some ranges, and no file here is large.
    // A file removed between sirv's look and its reading would be an unhandled error, which ends the process.
    response.once('pipe', (file: NodeJS.EventEmitter) => file.once('error', () => response.destroy()));
    serveFile(request, response, () => {
      if (existsSync(join(directory, 'index.html'))) sendPage(response, 404, 'There is nothing at this address.');
      else
        sendPage(
          response,
          503,
          'The dashboard is not built yet. Run <code>npm start</code>, or build the <code>web</code> workspace.',
        );
    });
  };
}
