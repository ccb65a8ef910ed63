import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { Database, Outbox } from '#libs/platform';
import { aDecision, aHeldRun } from '../support/a-held-run.js';
import { startApp, type TestApp } from '../support/app.js';
import type { Client } from '../support/client.js';

const api = '/api/v1';
const people = Array.from({ length: 12 }, (_, index) => ({
  fullName: `ທ້າວ ບຸນມີ ${index}`,
  fullNameLatin: `Bounmy ${index}`,
}));

describe('the register book', () => {
  let app: TestApp;
  let vn: Client;
  before(async () => {
    app = await startApp();
    const held = await aHeldRun(app, people);
    vn = await app.as('vn_coordinator');
    const chair = await app.as('vn_co_chair');
    const batch = await vn.post(`${api}/runs/${held.run.id}/certificate-batches`, aDecision(held.enrolments));
    await chair.post(`${api}/certificate-batches/${batch.body.id}/approval`, {});
    await app.get(Outbox).deliver();
  });
  after(() => app.close());

  it('has a book for each kind of document and year', async () => {
    const { body } = await vn.get(`${api}/certificate-register/books`);
    assert.deepEqual(body.items, [{ name: 'CC-2026', kind: 'chung_chi', year: 2026, documents: 12, pages: 2 }]);
  });

  it('lists the lines of a book with what binds them', async () => {
    const { body } = await vn.get(`${api}/certificate-register?book=CC-2026&pageSize=2`);
    assert.equal(body.total, 12);
    const [first, second] = body.items;
    assert.deepEqual([first.book, first.bookNumber, first.printedNumber], ['CC-2026', 1, 'CC-2026/000001']);
    assert.deepEqual([first.position, second.position, first.notes], [1, 2, []]);
    assert.match(first.hash, /^[0-9a-f]{64}$/);
    assert.equal((await vn.get(`${api}/certificate-register?book=GCN-2026`)).body.total, 0);
    assert.equal((await vn.get(`${api}/certificate-register?book=2026`)).status, 422);
  });

  it('is printed page by page, the same lines as the same bytes', async () => {
    const path = `${api}/certificate-register/CC-2026/print.pdf`;
    const page = async (query: string) => (await vn.get(`${path}?${query}`)).raw;
    const second = await page('from=2');
    assert.equal(second.subarray(0, 5).toString(), '%PDF-');
    assert.deepEqual(await page('from=2&to=9'), second);
    assert.ok((await page('from=1&to=2')).length > second.length);
    assert.equal((await vn.get(`${path}?from=3`)).status, 404);
    assert.equal((await vn.get(`${path}?from=0`)).status, 422);
    assert.equal((await vn.get(`${api}/certificate-register/GCN-2026/print.pdf`)).status, 404);
    assert.equal((await (await app.as('admin')).get(path)).status, 403);
  });

  it('says in the audit trail who printed which pages', async () => {
    const lao = await app.as('lao_coordinator');
    await lao.get(`${api}/certificate-register/CC-2026/print.pdf?from=1&to=9`);
    const told = await app
      .get(Database)
      .rows<{ details: string }>(
        "SELECT details FROM audit_event WHERE action = 'certificate_register.printed' ORDER BY id DESC LIMIT 1",
      );
    assert.deepEqual(JSON.parse(told[0]!.details), { book: 'CC-2026', from: 1, to: 2 });
  });

  it('has a page with its books and their pages on paper', async () => {
    const { html } = await vn.page('/certificates/register?book=CC-2026');
    assert.match(html, /CC-2026\/000012/);
    assert.match(html, /\/certificates\/register\/CC-2026\/print\.pdf\?from&#x3D;1&amp;to&#x3D;2/);
    assert.match(html, /\/certificates\/register\/CC-2026\/print\.pdf\?from&#x3D;2&amp;to&#x3D;2/);
  });
});
