import { expect, onTestFinished, test, vi } from 'vitest';
import { ViewerDocument } from '$lib/generated/graphql.ts';
import { createRequests } from './requests.ts';

/** Requests to a server that gives one answer, with what it was sent and what the page was told. */
async function ask({ status = 200, body }: { status?: number; body: string }) {
  const told: string[] = [];
  let sent: unknown;
  vi.stubGlobal('fetch', (url: string, init: RequestInit) => {
    sent = { url, method: init.method, body: typeof init.body === 'string' && (JSON.parse(init.body) as unknown) };
    return Promise.resolve(
      new Response(body, {
        status,
        headers: { 'content-type': 'application/json', date: 'Fri, 20 Nov 2026 12:00:00 GMT' },
      }),
    );
  });
  onTestFinished(() => void vi.unstubAllGlobals());
  const requests = createRequests({
    url: 'http://127.0.0.1:4000/graphql',
    onAnswer: (serverDateMs) => told.push(serverDateMs === undefined ? 'no time' : 'the time'),
    onUnauthenticated: () => told.push('unauthenticated'),
    onForbidden: () => told.push('forbidden'),
  });
  const outcome: unknown = await requests.query(ViewerDocument, {}).catch((failure: unknown) => failure);
  return { outcome, told, sent };
}

test('sends the id of what is asked, and gives its data', async () => {
  const { outcome, told, sent } = await ask({ body: '{"data":{"viewer":{"permissions":[]}}}' });
  expect(outcome).toEqual({ viewer: { permissions: [] } });
  expect(sent).toEqual({
    url: 'http://127.0.0.1:4000/graphql',
    method: 'POST',
    body: { documentId: expect.stringMatching(/^sha256:[0-9a-f]{64}$/) as string, variables: {} },
  });
  expect(told).toEqual(['the time']);
});

test.each([
  [{ status: 401, body: '{"errors":[{"message":"Who?"}]}' }, 'UNAUTHENTICATED', ['the time', 'unauthenticated']],
  [{ status: 403, body: 'not ours' }, 'FORBIDDEN', ['the time', 'forbidden']],
  [{ body: '{"errors":[{"message":"No","extensions":{"code":"FORBIDDEN"}}]}' }, 'FORBIDDEN', ['the time', 'forbidden']],
  [
    { body: '{"data":null,"errors":[{"message":"No","extensions":{"code":"INVALID_INPUT"}}]}' },
    'INVALID',
    ['the time'],
  ],
  [{ body: '{"errors":[{"message":"No","extensions":{"code":"UNKNOWN_DOCUMENT"}}]}' }, 'INTERNAL', ['the time']],
  [{ status: 502, body: '<html>' }, 'UNREACHABLE', ['the time']],
])('fails by what it is answered: %j', async (answer, kind, expected) => {
  const { outcome, told } = await ask(answer);
  expect(outcome).toMatchObject({ kind });
  expect(told).toEqual(expected);
});

test('tells of a refusal that stands in the data', async () => {
  const { told } = await ask({ body: '{"data":{"killSessions":{"results":[{"__typename":"ForbiddenError"}]}}}' });
  expect(told).toEqual(['the time', 'forbidden']);
});
