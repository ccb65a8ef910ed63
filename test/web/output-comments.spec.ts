import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { Outbox } from '#libs/platform';
import { startApp, type TestApp } from '../support/app.js';
import type { Client } from '../support/client.js';
import { storedMails } from '../support/mails.js';
import { publishedOutput, runIn, submittedOutput, traineeOf } from '../support/outputs.js';

describe('comments on an output', () => {
  let app: TestApp;
  let trainee: Client;
  let vn: Client;
  let id: string;
  let published: string;

  before(async () => {
    app = await startApp();
    app.clock.set('2026-03-09T02:00:00Z');
    const run = await runIn(app, 'running');
    const seated = await traineeOf(app, run, 'ຄຳຫຼ້າ ພົມມະ');
    trainee = await app.as('trainee', { personId: seated.person.id });
    vn = await app.as('vn_coordinator');
    id = await submittedOutput(app, seated, run);
    published = await publishedOutput(app, seated, run);
  });

  after(() => app.close());

  const comment = (by: Client, body: object, of = id) => by.post(`/api/v1/outputs/${of}/comments`, body);

  it('are written by who reads it, on the whole or a part, and resolved', async () => {
    const first = await comment(vn, { body: 'Số liệu năm nào?', about: 'content' });
    assert.equal(first.status, 201, JSON.stringify(first.body));
    assert.equal(first.headers.location, `/api/v1/outputs/${id}/comments/${first.body.id}`);
    assert.deepEqual((await trainee.get(String(first.headers.location))).body, first.body);
    assert.equal((await comment(trainee, { body: 'ປີ 2025' })).status, 201);
    assert.equal((await comment(vn, { body: ' ' })).status, 422);
    const resolution = `/api/v1/outputs/${id}/comments/${first.body.id}/resolution`;
    assert.ok((await trainee.post(resolution)).body.resolvedAt);
    assert.equal((await trainee.post(resolution)).body.code, 'output.comment_resolved');
    const { items, total } = (await vn.get(`/api/v1/outputs/${id}/comments`)).body;
    assert.equal(total, 2);
    const second = (await vn.get(`/api/v1/outputs/${id}/comments?page=2&pageSize=1`)).body;
    assert.deepEqual(second.items, [items[1]]);
    assert.equal((await vn.get(`/api/v1/outputs/${published}/comments/${items[0].id}`)).status, 404);
    assert.deepEqual(
      items.map(({ about, body, author, resolvedBy }: Record<string, string>) => [about, body, author, resolvedBy]),
      [
        ['content', 'Số liệu năm nào?', 'vn_coordinator', 'trainee'],
        ['', 'ປີ 2025', 'trainee', null],
      ],
    );
  });

  it('are told to the authors, together, and not to who wrote them', async () => {
    await comment(vn, { body: 'Và nguồn?' });
    await app.get(Outbox).deliver();
    const mails = (await storedMails(app)).filter(({ template }) => template === 'output_commented');
    assert.equal(mails.length, 1);
    assert.equal(JSON.parse(mails[0]!.args).items.length, 2);
    assert.ok(!mails[0]!.args.includes('nguồn'));
  });

  it('stand on a page in three languages that is written on without a script', async () => {
    assert.equal((await vn.submit(`/outputs/${id}/comments`, { body: 'Trên trang', about: 'files' })).status, 303);
    assert.equal((await vn.submit(`/outputs/${id}/comments`, { body: '', about: 'files' })).status, 422);
    for (const [language, word] of [
      ['lo', 'ໄຟລ໌'],
      ['vi', 'Tệp'],
      ['en', 'Files'],
    ]) {
      const { status, html } = await trainee.page(`/outputs/${id}/comments?lang=${language}`);
      assert.equal(status, 200);
      assert.ok(html.includes(word!) && html.includes('Trên trang'), language);
    }
  });

  it('end with its publication', async () => {
    assert.equal((await comment(vn, { body: 'Muộn' }, published)).body.code, 'output.comments_closed');
  });
});
