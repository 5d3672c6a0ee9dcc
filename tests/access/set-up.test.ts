import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { Api, asAdmin } from '../harness/api.ts';
import { change, mutate } from '../harness/operations.ts';
import { createPerson, enter } from '../harness/people.ts';
import { adminToken, ServerProcess } from '../harness/server-process.ts';
import { becomeFirstAdmin, codeOf, followLink, password, postJson, signIn, SignedIn } from '../harness/sign-in.ts';

let server: ServerProcess;

const methods = async () => (await fetch(`${server.url}/sign-in/methods`)).json() as Promise<unknown>;
const invitation = (link: string) => postJson(server.url, '/set-up/invitation', { code: codeOf(link) });
const setUp = (link: string, choice: Record<string, unknown>) =>
  postJson(server.url, '/set-up', { code: codeOf(link), ...choice });

describe('the printed link', () => {
  beforeEach(async () => {
    server = await ServerProcess.start();
  });

  afterEach(async () => {
    await server.remove();
  });

  test('makes the first admin, once, and the bootstrap token retires with it', async () => {
    expect(await methods()).toEqual({ isSetUp: false, identityProvider: null });
    // Looking at whom it is for uses nothing up.
    for (let times = 0; times < 2; times++) {
      expect(await (await invitation(server.setUpLink)).json()).toEqual({ kind: 'FIRST_ADMIN', name: null });
    }
    const root = await becomeFirstAdmin(server);
    expect(await methods()).toEqual({ isSetUp: true, identityProvider: null });
    const { viewer } = await root.api.data<{ viewer: unknown }>(
      '{ viewer { actor { kind } person { name role apps } } }',
    );
    expect(viewer).toEqual({ actor: { kind: 'PERSON' }, person: { name: 'root', role: 'ADMIN', apps: null } });

    for (const answer of [
      await setUp(server.setUpLink, { name: 'second', password }),
      await invitation(server.setUpLink),
    ]) {
      expect(answer.status).toBe(401);
      expect(answer.headers.get('set-cookie')).toBeNull();
      expect(await answer.json()).toMatchObject({ code: 'SIGN_IN_REFUSED' });
    }
    expect((await asAdmin(server).send('{ viewer { actor { kind } } }')).status).toBe(401);
  });

  test('makes one admin where many browsers use it at once', async () => {
    const answers = await Promise.all(
      Array.from({ length: 4 }, (_, at) => setUp(server.setUpLink, { name: `racer ${at}`, password })),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([204, 401, 401, 401]);
    const winner = answers.find(({ status }) => status === 204);
    const headers = { cookie: winner?.headers.get('set-cookie')?.split(';')[0] ?? '', origin: server.url };
    const { people } = await new Api(server.url, { headers }).data<{ people: readonly { role: string }[] }>(
      '{ people { role } }',
    );
    expect(people).toEqual([{ role: 'ADMIN' }]);
  });

  test('is another one at the next start, and none where there is an admin', async () => {
    const { setUpLink: link, dataDir } = server;
    await server.crash();
    server = await ServerProcess.start({ dataDir });
    expect((await setUp(link, { name: 'late', password })).status).toBe(401);
    await becomeFirstAdmin(server);
    await server.crash();
    server = await ServerProcess.start({ dataDir });
    expect(server.output).not.toContain('/set-up#');
    expect((await new Api(server.url, { secret: adminToken }).send('{ viewer { actor { kind } } }')).status).toBe(401);
    await signIn(server, 'root');
  });

  test('does not give the first admin the name of somebody there', async () => {
    await createPerson(asAdmin(server), { name: 'Grace' });
    const taken = await setUp(server.setUpLink, { name: 'gRACE', password });
    expect(taken.status).toBe(409);
    expect(await taken.json()).toMatchObject({ code: 'NAME_TAKEN' });
    expect((await setUp(server.setUpLink, { name: 'Ada', password })).status).toBe(204);
  });
});

describe("a person's link", () => {
  beforeAll(async () => {
    server = await ServerProcess.start();
  });

  afterAll(async () => {
    await server.remove();
  });

  test.each([
    ['too short', 'eleven char'],
    ['too long', 'x'.repeat(201)],
    ['the name itself', 'Grace Hopper 1'],
    ['the name in other letters', ' gRACE hopper 1'],
    ['no text', 12_345_678_901_234],
  ])('takes no password that is %s, says why, and stays good', async (_title, tried) => {
    const { link, id } = await createPerson(asAdmin(server), { name: 'Grace Hopper 1' });
    const refused = await setUp(link, { password: tried });
    expect(refused.status).toBe(400);
    expect(refused.headers.get('set-cookie')).toBeNull();
    const { code, message } = (await refused.json()) as { code: string; message: string };
    expect(code).toBe('INVALID_INPUT');
    expect(message).not.toContain(String(tried));
    expect((await setUp(link, { password })).status).toBe(204);
    await mutate(asAdmin(server), 'removePerson', { id });
  });

  test('lets them choose a password, once, and signs them in', async () => {
    const { link, name } = await createPerson(asAdmin(server), { name: 'Grace', role: 'OPERATOR', apps: ['alpha'] });
    expect(link).toMatch(new RegExp(`^${server.url}/set-up#code=rcc_`));
    expect(await (await invitation(link)).json()).toEqual({ kind: 'PERSON', name });
    const grace = new SignedIn(server.url, name, await followLink(server, link));
    const { viewer } = await grace.api.data<{ viewer: unknown }>(
      '{ viewer { person { name role apps hasPassword } } }',
    );
    expect(viewer).toEqual({ person: { name, role: 'OPERATOR', apps: ['alpha'], hasPassword: true } });
    expect((await invitation(link)).status).toBe(401);
    expect((await setUp(link, { password })).status).toBe(401);
    await signIn(server, name);
  });

  test('is worth nothing once a newer one was made, and the newer one works', async () => {
    const person = await createPerson(asAdmin(server));
    const { setUpLink } = await change<{ setUpLink: { url: string } }>(
      asAdmin(server),
      'resetPassword',
      { id: person.id },
      'setUpLink { url }',
    );
    expect((await setUp(person.link, { password })).status).toBe(401);
    expect((await setUp(setUpLink.url, { password })).status).toBe(204);
  });

  test('is worth nothing once they are removed', async () => {
    const person = await createPerson(asAdmin(server));
    await mutate(asAdmin(server), 'removePerson', { id: person.id });
    expect((await invitation(person.link)).status).toBe(401);
    expect((await setUp(person.link, { password })).status).toBe(401);
  });

  test('for a new password leaves the old one good until it is followed', async () => {
    const grace = await enter(server, asAdmin(server));
    const { setUpLink } = await change<{ setUpLink: { url: string } }>(
      asAdmin(server),
      'resetPassword',
      { id: grace.id },
      'setUpLink { url }',
    );
    await signIn(server, grace.name);
    await followLink(server, setUpLink.url, { password: 'quite another password' });
    const old = await postJson(server.url, '/sign-in', { name: grace.name, password });
    expect(old.status).toBe(401);
  });

  test('works once where many browsers use it at once', async () => {
    const { link } = await createPerson(asAdmin(server));
    const answers = await Promise.all(Array.from({ length: 4 }, () => setUp(link, { password })));
    expect(answers.map(({ status }) => status).sort()).toEqual([204, 401, 401, 401]);
  });
});
