import { expect, it } from 'vitest';
import { signInCookie } from './access.testing.ts';
import { startTransport } from './transport.testing.ts';

const html = { accept: 'text/html,application/xhtml+xml' };

it('gives whoever is signed in a page that needs nothing from elsewhere, and may fetch nothing', async () => {
  const { url } = await startTransport();
  const response = await fetch(`${url}/graphql`, {
    headers: { ...html, cookie: signInCookie, 'sec-fetch-site': 'none' },
  });
  expect(response.status).toBe(200);
  expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
  expect(response.headers.get('content-security-policy')?.split('; ')).toEqual([
    "default-src 'none'",
    "script-src 'unsafe-inline' blob:",
    'worker-src blob:',
    "style-src 'unsafe-inline'",
    'img-src data:',
    'font-src data:',
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ]);
  const page = await response.text();
  expect(page).toContain('<title>Rollcall GraphiQL</title>');
  // What the browser itself would fetch; scripts name addresses of documentation, which the policy forbids to load.
  const markup = page.replace(/<script>[^]*?<\/script>/g, '').replace(/<style>[^]*?<\/style>/g, '');
  expect(markup).not.toMatch(/(?:src|href)="(?!data:)/);
  expect(page.match(/<style>[^]*?<\/style>/)?.[0]).not.toMatch(/url\(["']?(?:https?:)?\/\//);
}, 20_000);

it('opens from a link of another site, as when an identity provider sends somebody back', async () => {
  const { url } = await startTransport();
  const response = await fetch(`${url}/graphql`, {
    headers: { ...html, cookie: signInCookie, 'sec-fetch-site': 'cross-site' },
  });
  expect(response.status).toBe(200);
}, 20_000);

it('sends strangers to sign in', async () => {
  const { url } = await startTransport();
  const response = await fetch(`${url}/graphql`, { headers: html });
  expect(response.status).toBe(401);
  const page = await response.text();
  expect(page).toContain('<a href="/sign-in?next=/graphql">');
  expect(page.length).toBeLessThan(1_000);
});
