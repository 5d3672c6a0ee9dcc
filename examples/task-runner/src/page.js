import { createReadStream } from 'node:fs';

/** @type {Record<string, { file: string, type: string }>} */
const files = {
  '/': { file: 'index.html', type: 'text/html' },
  '/page.css': { file: 'page.css', type: 'text/css' },
  '/page.js': { file: 'page.js', type: 'text/javascript' },
};

/**
 * @param {import('node:http').IncomingMessage} request
 * @param {import('node:http').ServerResponse} response
 */
export function servePage(request, response) {
  const found = files[new URL(request.url ?? '/', 'http://localhost').pathname];
  if (found === undefined) {
    response.writeHead(404).end();
    return;
  }
  response.writeHead(200, { 'content-type': `${found.type}; charset=utf-8`, 'cache-control': 'no-cache' });
  createReadStream(new URL(`../page/${found.file}`, import.meta.url)).pipe(response);
}
