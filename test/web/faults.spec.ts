import assert from 'node:assert/strict';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { createConnection } from 'mysql2/promise';
import { containsLao, newId } from '#libs/kernel';
import { CONFIGURATION, type Configuration, Database } from '#libs/platform';
import { startApp, type TestApp, testPassword } from '../support/app.js';
import { Client, type Reply } from '../support/client.js';
import { emptyDatabase, engine, type TestDatabase } from '../support/engine.js';
import { type PrivateMariadb, startMariadb } from '../support/mariadb.js';
import { describedOutput, runIn, traineeOf } from '../support/outputs.js';
import { answers, freePort, type Programme, startProgramme } from '../support/programme.js';

const organisations = '/api/v1/organisations';
const inLao = { 'accept-language': 'lo' };

const anOrganisation = (code: string) => ({
  code,
  kind: 'department',
  country: 'LA',
  name: { lo: 'ກົມອຸດສາຫະກຳ', vi: 'Cục Công nghiệp', en: 'Department of Industry' },
  validFrom: '2025-03-01',
});

/** A refusal that a person can act on, in their own language. */
function assertProblem({ status, body, headers }: Reply, expected: number, code: string, pointers: string[] = []) {
  assert.deepEqual([status, body.code], [expected, code], JSON.stringify(body));
  assert.match(String(headers['content-type']), /^application\/problem\+json/);
  assert.equal(body.status, expected);
  for (const text of [body.title, body.detail, ...body.errors.map(({ message }: { message: string }) => message)])
    assert.ok(containsLao(text), `not in Lao: ${text}`);
  assert.deepEqual(body.errors.map(({ pointer }: { pointer: string }) => pointer).sort(), pointers.toSorted());
}

describe('bad input', () => {
  let app: TestApp;
  let admin: Client;
  let trainee: Client;
  let organisation: { path: string; etag: string };
  let files: string;

  const raw = (payload: string, type: string): Promise<Reply> =>
    admin.send({ method: 'POST', url: organisations, payload, headers: { ...inLao, 'content-type': type } });
  const stored = async (): Promise<number> => {
    const { dataDir } = app.get<Configuration>(CONFIGURATION);
    const found = await Promise.all(
      ['files', 'arriving'].map((folder) => readdir(join(dataDir, folder), { recursive: true, withFileTypes: true })),
    );
    return found.flat().filter((entry) => entry.isFile()).length;
  };

  before(async () => {
    app = await startApp({ MAX_UPLOAD_MB: '1' });
    admin = await app.as('admin');
    const made = await admin.post(organisations, anOrganisation('DIH'));
    organisation = { path: String(made.headers.location), etag: String(made.headers.etag) };
    const run = await runIn(app, 'running');
    const { person } = await traineeOf(app, run, 'ສົມພອນ ວົງສາ');
    trainee = await app.as('trainee', { personId: person.id });
    const output = await trainee.post(`/api/v1/runs/${run.id}/outputs`, describedOutput());
    files = `${output.headers.location}/files`;
  });
  after(() => app?.close());

  it('is refused with every field named, in the language asked for', async () => {
    const reply = await admin.post(organisations, { ...anOrganisation('X Y'), country: 'FR', colour: 'red' }, inLao);
    assertProblem(reply, 422, 'invalid', ['/code', '/colour', '/country']);
  });

  for (const [query, pointer] of [
    ['pageSize=201', '/pageSize'],
    ['pageSize=0', '/pageSize'],
    ['page=-1', '/page'],
    ['page=one', '/page'],
    ['sort=password', '/sort'],
    ['total=perhaps', '/total'],
    ['colour=red', '/colour'],
    ['validOn=2026-02-30', '/validOn'],
    ['parentId=7', '/parentId'],
    ['page=1&page=2', '/page'],
  ]) {
    it(`is refused in a list: ${query}`, async () => {
      assertProblem(await admin.get(`${organisations}?${query}`, inLao), 422, 'invalid', [pointer!]);
    });
  }

  it('is refused as a cursor that is not ours', async () => {
    const written = ['{"a":1}', '[1e999,"x"]'].map((json) => Buffer.from(json).toString('base64url'));
    for (const after of ['x', '%00', 'WzFd', ...written])
      assertProblem(await admin.get(`${organisations}?after=${after}`, inLao), 400, 'list.cursor_malformed');
  });

  it('is refused on a page too, as a page', async () => {
    const { status, html } = await admin.page('/organisations?pageSize=500', inLao);
    assert.equal(status, 422);
    assert.match(html, /<html lang="lo">/);
    assert.match(html, /200/);
  });

  it('is refused as a version: none, nonsense, an old one', async () => {
    const edit = (headers: Record<string, string>) =>
      admin.patch(organisation.path, { country: 'VN' }, { ...inLao, ...headers });
    assertProblem(await edit({}), 428, 'if_match_required');
    for (const version of ['3', '*', '"x"', '"1", "2"', '""'])
      assertProblem(await edit({ 'if-match': version }), 400, 'if_match_malformed');
    assertProblem(await edit({ 'if-match': '"99"' }), 412, 'stale');
    const kept = await admin.get(organisation.path);
    assert.deepEqual([kept.body.country, kept.headers.etag], ['LA', organisation.etag]);
  });

  it('is refused by an address that does not take it', async () => {
    assertProblem(await admin.delete(organisation.path, inLao), 404, 'not_found');
    assertProblem(await admin.put(organisations, {}, inLao), 404, 'not_found');
    assertProblem(await admin.get(`${organisations}/7`, inLao), 404, 'not_found');
    assertProblem(await admin.get(`${organisations}/${newId()}`, inLao), 404, 'not_found');
    assertProblem(await admin.get('/api/v1/%E0%A4%A', inLao), 400, 'malformed');
    assert.equal((await admin.page('/%E0%A4%A', inLao)).status, 400);
    assertProblem(await admin.get(`/api/v1/runs/${'x'.repeat(5000)}`, inLao), 400, 'malformed');
  });

  it('is refused as a body that is no JSON, is of another type or is too large', async () => {
    assertProblem(await raw('{"code":', 'application/json'), 400, 'malformed');
    assertProblem(await raw('[]', 'application/json'), 422, 'invalid', ['']);
    assertProblem(await raw('null', 'application/json'), 422, 'invalid', [
      '/code',
      '/country',
      '/kind',
      '/name',
      '/validFrom',
    ]);
    assertProblem(await raw('a=b', 'application/x-www-form-urlencoded'), 415, 'media_type');
    assertProblem(await raw('<a/>', 'text/xml'), 415, 'media_type');
    const large = JSON.stringify({
      ...anOrganisation('BIG'),
      shortName: { lo: 'ກ'.repeat(1_000_000), vi: '', en: '' },
    });
    assertProblem(await raw(large, 'application/json'), 413, 'body_too_large');
    const polluted = await raw(
      '{"__proto__": {"isAdmin": true}, "constructor": {"prototype": {}}}',
      'application/json',
    );
    assert.ok([400, 422].includes(polluted.status));
    assert.equal(({} as { isAdmin?: boolean }).isAdmin, undefined);
  });

  it('is refused on a page when the form is too large, and nothing is made of it', async () => {
    const { status, html } = await admin.submit('/organisations', { 'name.lo': 'ກ'.repeat(400_000) });
    assert.equal(status, 413);
    assert.match(html, /<html lang="en">/);
  });

  it('is refused as an upload, and nothing of it is kept', async () => {
    const before = await stored();
    const upload = (content: string | Buffer, name = 'data.csv') =>
      trainee.upload(files, { name, type: 'text/csv', content }, {});
    const tooLarge = await upload(Buffer.alloc(1_100_000, 'a'));
    assert.deepEqual(
      [tooLarge.status, tooLarge.body.code, tooLarge.body.args],
      [413, 'file.too_large', { megabytes: 1 }],
    );
    const disguised = await upload('MZ\u0000\u0001', 'data.csv');
    assert.deepEqual([disguised.status, disguised.body.code], [415, 'file.not_utf8_text']);
    const programme = await upload('MZ', 'setup.exe');
    assert.deepEqual([programme.status, programme.body.code], [415, 'file.type_not_accepted']);
    assert.match(programme.body.detail, /setup\.exe/);
    assertProblem(await trainee.post(files, {}, inLao), 415, 'upload.not_multipart');
    assert.equal(await stored(), before);
  });

  it('is refused as multipart that breaks off, has no boundary or carries two files', async () => {
    const before = await stored();
    const send = async (payload: string, type = 'multipart/form-data; boundary=x') => {
      const { status, body } = await trainee.send({
        method: 'POST',
        url: files,
        headers: { ...inLao, 'content-type': type },
        payload,
      });
      return [status, body.code];
    };
    const part = (name: string) =>
      `--x\r\ncontent-disposition: form-data; name="file"; filename="${name}"\r\ncontent-type: text/csv\r\n\r\na,b\r\n`;
    assert.deepEqual(await send(part('a.csv')), [400, 'upload.broken']);
    assert.deepEqual(await send('nothing of the kind'), [400, 'upload.broken']);
    assert.deepEqual(await send(`${part('a.csv')}--x--\r\n`, 'multipart/form-data'), [400, 'upload.broken']);
    assert.deepEqual(await send(`${part('a.csv')}${part('b.csv')}--x--\r\n`), [422, 'upload.one_file']);
    assert.equal(await stored(), before);
  });

  it('is answered 429 with the seconds to wait when a password is tried too often', async () => {
    const attempt = () =>
      app.public.post('/api/v1/auth/session', { email: 'somebody@test.example', password: 'not this one' }, inLao);
    let last = await attempt();
    for (let count = 0; count < 25 && last.status === 401; count += 1) last = await attempt();
    assert.equal(last.status, 429);
    assert.ok(Number(last.headers['retry-after']) > 0, JSON.stringify(last.headers));
    assert.ok(containsLao(last.body.detail));
  });
});

describe('the same request sent twice', () => {
  let app: TestApp;
  let admin: Client;
  const keyed = (key: string) => ({ ...inLao, 'idempotency-key': key });

  before(async () => {
    app = await startApp();
    admin = await app.as('admin');
  });
  after(() => app?.close());

  it('is done once however many arrive at once, and everyone hears the same', async () => {
    const send = () => admin.post(organisations, anOrganisation('ONCE'), keyed('one'));
    const replies = await Promise.all(Array.from({ length: 12 }, send));
    const said = new Set(replies.map(({ status, body, headers }) => JSON.stringify([status, body, headers.location])));
    assert.equal(said.size, 1, [...said].join('\n'));
    assert.equal(replies[0]!.status, 201);
    assert.equal((await admin.get('/api/v1/organisations?q=ONCE')).body.total, 1);
    const events = await app
      .get(Database)
      .rows<{ found: number }>('SELECT COUNT(*) AS found FROM audit_event WHERE subject_id = ?', [replies[0]!.body.id]);
    assert.equal(Number(events[0]!.found), 1);
  });

  it('is a conflict when the body is another, and another caller’s key is their own', async () => {
    const other = await admin.post(organisations, anOrganisation('OTHER'), keyed('one'));
    assertProblem(other, 409, 'idempotency.other_request');
    const colleague = await app.as('admin');
    assert.equal((await colleague.post(organisations, anOrganisation('OTHER'), keyed('one'))).status, 201);
  });

  it('may be mended under its key when it was refused the first time', async () => {
    const refused = await admin.post(organisations, anOrganisation('has blanks'), keyed('two'));
    assertProblem(refused, 422, 'invalid', ['/code']);
    assert.equal((await admin.post(organisations, anOrganisation('MENDED'), keyed('two'))).status, 201);
  });

  it('needs a key that can be one', async () => {
    const send = (key: string) => admin.post(organisations, anOrganisation('KEY'), keyed(key));
    assertProblem(await send('x'.repeat(201)), 400, 'idempotency.malformed');
    assertProblem(await send('two words'), 400, 'idempotency.malformed');
  });

  it('is an upload that arrives once, with one file kept', async () => {
    const run = await runIn(app, 'running');
    const { person } = await traineeOf(app, run, 'ສົມພອນ ວົງສາ');
    const trainee = await app.as('trainee', { personId: person.id });
    const { headers: made } = await trainee.post(`/api/v1/runs/${run.id}/outputs`, describedOutput());
    const send = (content: string, key: string) =>
      trainee.upload(`${made.location}/files`, { name: 'data.csv', type: 'text/csv', content }, {}, keyed(key));
    const replies = await Promise.all(Array.from({ length: 6 }, () => send('a,b\n1,2\n', 'upload')));
    const said = new Set(replies.map(({ status, body, headers }) => JSON.stringify([status, body, headers.location])));
    assert.equal(said.size, 1, [...said].join('\n'));
    assert.equal(replies[0]!.status, 201, JSON.stringify(replies[0]!.body));
    const file = await trainee.get(String(replies[0]!.headers.location));
    assert.equal(file.raw.toString(), 'a,b\n1,2\n');
    assertProblem(await send('a,b\n3,4\n', 'upload'), 409, 'idempotency.other_request');
    const refused = await send('a,b\n3,4\n', 'another');
    assert.deepEqual([refused.status, refused.body.code], [409, 'output.file_name_taken']);
    const { dataDir } = app.get<Configuration>(CONFIGURATION);
    const kept = await readdir(join(dataDir, 'files'), { recursive: true, withFileTypes: true });
    assert.equal(kept.filter((entry) => entry.isFile()).length, 1);
  });

  it('from a page is refused the second time with the reason, and not done twice', async () => {
    const form = {
      code: 'PAGE',
      kind: 'ministry',
      country: 'LA',
      'name.lo': 'ກະຊວງ',
      'name.vi': 'Bộ',
      'name.en': 'Ministry',
      validFrom: '2025-03-01',
    };
    const answers = await Promise.all([admin.submit('/organisations', form), admin.submit('/organisations', form)]);
    assert.deepEqual(answers.map(({ status }) => status).sort(), [303, 409]);
    assert.equal((await admin.get('/api/v1/organisations?q=PAGE')).body.total, 1);
  });
});

// On MariaDB: a server of our own, that may be stopped and pulled out of the wall.
const onStoppedDatabase = () => {
  let mariadb: PrivateMariadb;
  let app: TestApp;
  let admin: Client;

  before(async () => {
    mariadb = await startMariadb();
    app = await startApp({ DATABASE_URL: await newDatabase(mariadb.url) });
    admin = await app.as('admin');
    assert.equal((await admin.post(organisations, anOrganisation('BEFORE'))).status, 201);
  });
  after(async () => {
    await app?.close();
    await mariadb?.remove();
  });

  it('answers 503 soon while it is stopped, on every kind of request, and stays alive', async () => {
    await mariadb.stop();
    const asked = performance.now();
    const [read, write, keyed, page, form, signIn] = await Promise.all([
      admin.get(organisations, inLao),
      admin.post(organisations, anOrganisation('LOST'), inLao),
      admin.post(organisations, anOrganisation('KEYED'), { ...inLao, 'idempotency-key': 'while-down' }),
      admin.page('/organisations', inLao),
      admin.submit('/organisations', { code: 'FORM' }),
      app.public.post('/api/v1/auth/session', { email: 'a@test.example', password: 'x' }, inLao),
    ]);
    for (const reply of [read, write, keyed, signIn]) assertProblem(reply, 503, 'database_unavailable');
    assert.deepEqual([page.status, form.status], [503, 503]);
    assert.match(page.html, /<html lang="lo">/);
    assert.ok(performance.now() - asked < 5000, 'within five seconds');
    assert.equal((await app.public.get('/health/live')).status, 200);
    const ready = await app.public.get('/health/ready');
    assert.deepEqual([ready.status, ready.body.checks.database], [503, false]);
  });

  it('goes on by itself when it is back, with nothing half done', async () => {
    await mariadb.start();
    const back = await soon(async () => {
      const reply = await admin.get(organisations);
      return reply.status === 200 ? reply : null;
    });
    assert.deepEqual(codesOf(back), ['BEFORE']);
    assert.equal((await app.public.get('/health/ready')).status, 200);
    const again = { 'idempotency-key': 'while-down' };
    assert.equal((await admin.post(organisations, anOrganisation('KEYED'), again)).status, 201);
    assert.equal((await admin.page('/organisations')).status, 200);
  });

  it('keeps what it has acknowledged when its power is cut in the middle of many writes', async () => {
    const write = async (key: string) => {
      const { status, body } = await admin.post(organisations, anOrganisation(key), { 'idempotency-key': key });
      return status === 201 ? null : `${status} ${body.code}`;
    };
    const outcome = await manyWrites(write, () => mariadb.kill(), 40);
    assert.ok(outcome.refused.length > 0, 'the cut came in the middle');
    for (const [, why] of outcome.refused) assert.match(String(why), /^503 (database_unavailable|commit_unknown)$/);
    await mariadb.start();
    await soon(async () => ((await admin.get(organisations)).status === 200 ? true : null));
    for (const [key] of outcome.refused) assert.equal(await write(key), null);
    await assertAllThere(app, admin, [...outcome.acknowledged, ...outcome.refused.map(([key]) => key)]);
  });
};

describe('a server that is killed in the middle of many writes', () => {
  let database: TestDatabase;
  let dataDir: string;
  let killed: Programme | undefined;
  let again: TestApp | undefined;

  before(async () => {
    database = await emptyDatabase();
    dataDir = await mkdtemp(join(tmpdir(), 'killed-'));
  });
  after(async () => {
    killed?.process.kill('SIGKILL');
    await again?.close();
    await database.drop();
    await rm(dataDir, { recursive: true, force: true });
  });

  it('has kept all it acknowledged, and does each of the others once when it is asked again', async () => {
    const place = { DATABASE_URL: database.url, DATA_DIR: dataDir };
    const email = 'admin@test.example';
    const first = await startApp(place);
    await first.as('admin', { email });
    await first.close();

    const port = await freePort();
    const address = `http://127.0.0.1:${port}`;
    killed = startProgramme(['dist/apps/server/src/main.js'], {
      NODE_ENV: 'test',
      PORT: String(port),
      LOG_LEVEL: 'warn',
      REQUESTS_PER_MINUTE: '1000000',
      ...place,
    });
    await answers(killed, `${address}/health/ready`);
    const send = (path: string, body: object, headers: Record<string, string> = {}) =>
      fetch(address + path, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: JSON.stringify(body),
      });
    const signedIn = await send('/api/v1/auth/session', { email, password: testPassword });
    const { accessToken } = (await signedIn.json()) as { accessToken: string };
    const write = async (key: string) => {
      const headers = { authorization: `Bearer ${accessToken}`, 'idempotency-key': key };
      const reply = await send(organisations, anOrganisation(key), headers).catch(() => null);
      return reply?.status === 201 ? null : String(reply?.status ?? 'no answer');
    };
    const outcome = await manyWrites(
      write,
      async () => {
        killed?.process.kill('SIGKILL');
        await killed?.ended;
      },
      60,
    );
    assert.ok(outcome.refused.length > 0, 'the kill came in the middle');

    again = await startApp(place);
    const admin = new Client(again.nest.getHttpAdapter().getInstance(), null);
    await admin.signIn(email, testPassword);
    for (const [key] of outcome.refused) {
      const { status, body } = await admin.post(organisations, anOrganisation(key), { 'idempotency-key': key });
      assert.equal(status, 201, JSON.stringify(body));
    }
    await assertAllThere(again, admin, [...outcome.acknowledged, ...outcome.refused.map(([key]) => key)]);
  });
});

if (engine === 'mariadb') describe('a database', onStoppedDatabase);

const codesOf = ({ body }: Reply): string[] => body.items.map(({ code }: { code: string }) => code);

async function newDatabase(server: string): Promise<string> {
  const connection = await createConnection(server);
  await connection.query('CREATE DATABASE app_faults CHARACTER SET utf8mb4');
  await connection.end();
  return `${server}/app_faults`;
}

interface Outcome {
  acknowledged: string[];
  /** With what was answered instead. */
  refused: [key: string, why: string][];
}

/** Six at a time write; after so many acknowledgements comes the blow, and everybody who is at it notices. */
async function manyWrites(
  write: (key: string) => Promise<string | null>,
  blow: () => Promise<void>,
  acknowledgements: number,
): Promise<Outcome> {
  const outcome: Outcome = { acknowledged: [], refused: [] };
  let struck: Promise<void> | undefined;
  let count = 0;
  const writer = async () => {
    while (count < 2000) {
      count += 1;
      const key = `W${count}`;
      const why = await write(key);
      if (why === null) outcome.acknowledged.push(key);
      else {
        outcome.refused.push([key, why]);
        return;
      }
      if (outcome.acknowledged.length >= acknowledgements) struck ??= blow();
    }
  };
  await Promise.all(Array.from({ length: 6 }, writer));
  await struck;
  return outcome;
}

/** Each is there once, whole, with the one audit event that was written in its unit. */
async function assertAllThere(app: TestApp, admin: Client, codes: string[]): Promise<void> {
  const rows = await app.get(Database).rows<{ code: string; events: number }>(
    `SELECT o.code, COUNT(a.id) AS events FROM organisation o
      LEFT JOIN audit_event a ON a.subject_id = o.id WHERE o.code LIKE 'W%' GROUP BY o.code`,
  );
  assert.deepEqual(rows.map(({ code }) => code).sort(), codes.toSorted());
  for (const { code, events } of rows) assert.equal(Number(events), 1, code);
  assert.equal((await admin.get(`${organisations}?q=W${codes.length}&pageSize=1`)).status, 200);
}

async function soon<Found>(look: () => Promise<Found | null>): Promise<Found> {
  for (const patience = Date.now() + 10_000; Date.now() < patience; await sleep(100)) {
    const found = await look();
    if (found !== null) return found;
  }
  throw new Error('Not within ten seconds');
}
