import { expect, it } from 'vitest';
import { curlLines } from './curl-lines.ts';

const options = { url: 'http://127.0.0.1:4000', key: 'rck_1_x' };

it('lists what runs, with the address and the key', () => {
  const lines = curlLines({ ...options, rights: ['READ', 'KILL'] });
  expect(lines).toContain(`curl -s http://127.0.0.1:4000/graphql \\\n`);
  expect(lines).toContain(`'authorization: Bearer rck_1_x'`);
  expect(lines).toContain('{ sessions(');
});

it('kills with a key that may only do that, as JSON', () => {
  const lines = curlLines({ ...options, rights: ['KILL'] });
  expect(JSON.parse(/-d '(.*)'$/.exec(lines)?.[1] ?? '')).toMatchObject({
    query: expect.stringContaining('killSession(input: {id: "app_…"})') as string,
  });
});
