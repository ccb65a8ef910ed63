import assert from 'node:assert/strict';
import { once } from 'node:events';
import { request } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { after, before, describe, it } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { CertificateArchives } from '#libs/certificates';
import { Database, Outbox, UnitOfWork } from '#libs/platform';
import { aDecision, aHeldRun, type HeldRun } from '../support/a-held-run.js';
import { startApp, type TestApp } from '../support/app.js';
import { coChair } from '../support/certificates.js';
import type { Client } from '../support/client.js';
import { vnCoordinator } from '../support/training.js';

const api = '/api/v1';

describe('the list of certificates', () => {
  let app: TestApp;
  let vn: Client;
  let first: HeldRun;
  let second: HeldRun;
  before(async () => {
    app = await startApp();
    first = await aHeldRun(app, ['ບຸນມີ', 'ຄຳຫຼ້າ', 'ສົມພອນ']);
    second = await aHeldRun(app, ['ດາລາ', 'ພອນສະຫວັນ']);
    vn = await app.as('vn_coordinator');
    const chair = await app.as('vn_co_chair');
    for (const [{ run, enrolments }, number] of [
      [first, '31/QĐ-VIOIT'],
      [second, '32/QĐ-VIOIT'],
    ] as const) {
      const { body } = await vn.post(`${api}/runs/${run.id}/certificate-batches`, aDecision(enrolments, number));
      assert.equal((await chair.post(`${api}/certificate-batches/${body.id}/approval`, {})).status, 202);
      await app.get(Outbox).deliver();
    }
    const { items } = (await vn.get(`${api}/certificates?sort=registerNumber`)).body;
    const revocation = { reasonClass: 'false_documents', reason: 'Forged letter' };
    assert.equal((await vn.post(`${api}/certificates/${items[0].id}/revocation-request`, revocation)).status, 200);
    assert.equal((await chair.post(`${api}/certificates/${items[0].id}/revocation`, {})).status, 200);
  });
  after(() => app.close());

  const list = async (query: string, who = vn) => (await who.page(`/certificates?lang=en&${query}`)).html;
  const href = (address: string) => `href="${address.replaceAll('=', '&#x3D;').replaceAll('&runId', '&amp;runId')}"`;
  const people = (html: string) => [...html.matchAll(/<th scope="row">/g)].length;

  it('is narrowed to a run, an organisation and a status, in three languages', async () => {
    const whole = await list('');
    assert.equal(people(whole), 5);
    for (const { run, organisation } of [first, second]) {
      assert.ok(whole.includes(`<option value="${run.id}">${run.code}</option>`));
      assert.ok(whole.includes(`<option value="${organisation.id}">`));
    }
    const narrowed = await list(`runId=${first.run.id}&status=valid`);
    assert.equal(people(narrowed), 2);
    assert.ok(narrowed.includes(`<option value="${first.run.id}" selected>`));
    assert.ok(narrowed.includes('<option value="valid" selected>'));
    assert.equal(people(await list(`organisationId=${second.organisation.id}`)), 2);
    for (const [language, word] of Object.entries({ lo: 'ຖືກຖອນຄືນ', vi: 'Đã thu hồi', en: 'Revoked' }))
      assert.ok((await vn.page(`/certificates?lang=${language}`)).html.includes(`<option value="revoked">${word}<`));
    const { body } = await vn.get(`${api}/certificates?status=revoked`);
    assert.deepEqual([body.total, body.items[0].status], [1, 'revoked']);
    assert.equal((await vn.get(`${api}/certificates?status=lost`)).status, 422);
  });

  it('keeps the choice from page to page, and in what is downloaded and printed of it', async () => {
    const choice = `runId=${first.run.id}`;
    const html = await list(`${choice}&pageSize=1`);
    assert.match(
      html,
      new RegExp(`href="/certificates\\?runId&#x3D;${first.run.id}&amp;pageSize&#x3D;1&amp;page&#x3D;2"`),
    );
    assert.ok(html.includes(`name="runId"`));
    const both = await list(choice);
    assert.ok(both.includes(href(`/certificates/certificates.zip?${choice}`)));
    assert.ok(both.includes(href(`/certificates/print?${choice}`)));
    const [{ batchId }] = (await vn.get(`${api}/certificates?${choice}`)).body.items;
    const ofBatch = await list(`batchId=${batchId}`);
    assert.ok(ofBatch.includes(`<input type="hidden" name="batchId" value="${batchId}">`));
    assert.equal(people(ofBatch), 3);
  });

  it('offers no choice among one, but keeps it', async () => {
    const nominator = await app.as('nominator', { organisationId: second.organisation.id });
    const html = await list(`runId=${second.run.id}`, nominator);
    assert.equal(people(html), 2);
    assert.ok(!html.includes('<select id="filter-runId"') && !html.includes('<select id="filter-organisationId"'));
    assert.ok(html.includes(`<input type="hidden" name="runId" value="${second.run.id}">`));
    assert.ok(html.includes('<select id="filter-status"'));
    assert.ok(!html.includes(first.run.code));
  });

  it('says that nothing was found, and not that nothing was issued, when it is narrowed too far', async () => {
    const html = await list('status=replaced');
    assert.ok(html.includes('Nothing was found') && html.includes('fewer filters'));
    assert.ok(!html.includes('No certificate has been issued yet'));
    assert.ok(!html.includes('certificates.zip') && !html.includes('/certificates/print'));
  });

  it('is reached from the certificates of a run', async () => {
    const { html } = await vn.page(`/runs/${first.run.id}/certificates?lang=en`);
    assert.ok(html.includes(href(`/certificates?runId=${first.run.id}`)), html);
  });

  it('is packed so many times at once for one account, and again when one is taken or left', async () => {
    const archives = app.get(CertificateArchives);
    const taken = await Promise.all(Array.from({ length: 4 }, () => archives.zip(coChair, {})));
    await assert.rejects(archives.zip(coChair, {}), { code: 'too_many_at_once', args: { most: 4 } });
    await archives.zip(vnCoordinator, {});
    await assert.rejects(archives.zip(coChair, { status: 'replaced' }), { code: 'too_many_at_once' });
    await buffer(taken[0]!.stream);
    taken[1]!.stream.destroy();
    await pause(0);
    const again = [await archives.zip(coChair, {}), await archives.zip(coChair, {})];
    for (const { stream } of [...taken, ...again]) stream.destroy();
    await pause(0);
    // What is refused for another reason counts for nothing.
    for (let time = 0; time < 5; time += 1)
      await assert.rejects(archives.zip(coChair, { status: 'replaced' }), { code: 'certificate.none_to_archive' });
  });

  it('is not packed on for somebody who has hung up', async () => {
    await app.nest.listen(0, '127.0.0.1');
    const address = `${await app.nest.getUrl()}${api}/certificates/certificates.zip`;
    const headers = { authorization: `Bearer ${vn.bearer}` };
    const packed = async () =>
      (await app.get(Database).rows("SELECT id FROM audit_event WHERE action LIKE '%archive_downloaded'")).length;
    const before = await packed();
    for (let time = 0; time < 24; time += 1) {
      const asking = request(address, { headers }).end();
      asking.once('error', () => {});
      await once(asking, 'socket');
      await pause(time % 12);
      asking.destroy();
    }
    let status = 0;
    for (let tries = 0; status !== 200 && tries < 100; tries += 1) {
      await pause(20);
      ({ status } = await fetch(address, { headers }));
    }
    assert.equal(status, 200);
    assert.ok((await packed()) - before > 5, 'more of those who hung up were at it than may be at once');
  });

  // The last, for it takes away what keeps certificates as they are.
  it('is not packed when it is more than one archive can hold', async () => {
    const database = app.get(Database);
    const change = (sql: string) => app.get(UnitOfWork).run(() => database.change(sql, []));
    // No document is so large, and a stored one says nothing else of itself.
    await change('DROP TRIGGER certificate_frozen');
    await change(`UPDATE certificate SET size = ${2 ** 31 - 1}`);
    const recorded = () => database.rows("SELECT id FROM audit_event WHERE action LIKE '%archive_downloaded'");
    const before = await recorded();
    const { status, body } = await vn.get(`${api}/certificates/certificates.zip`);
    assert.deepEqual([status, body.code], [409, 'certificate.archive_too_large']);
    assert.deepEqual(await recorded(), before);
    assert.match((await vn.page('/certificates/certificates.zip?lang=vi')).html, /lớn hơn 4 GB/);
  });
});
