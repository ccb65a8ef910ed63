import assert from 'node:assert/strict';
import { after, before, describe, it, mock } from 'node:test';
import { ApprovalService, BatchesService, EligibilityService } from '#libs/certificates';
import { Database, Outbox, UnitOfWork } from '#libs/platform';
import { RunLookup } from '#libs/training';
import { BatchesRepository } from '../../libs/certificates/src/batches.repository.js';
import { CertificatesRepository } from '../../libs/certificates/src/certificates.repository.js';
import { aDecision, aHeldRun, type HeldRun } from '../support/a-held-run.js';
import { aLargeClass } from '../support/a-large-class.js';
import { startApp, type TestApp } from '../support/app.js';
import { coChair } from '../support/certificates.js';
import type { Client, Reply } from '../support/client.js';
import { engine } from '../support/engine.js';
import { writesOf } from '../support/statements.js';
import { vnCoordinator } from '../support/training.js';

let app: TestApp;
let vn: Client;
let chairs: [Client, Client];
before(async () => {
  app = await startApp();
  // What is decided here is not drawn.
  mock.method(app.get(Outbox), 'deliver', async () => undefined);
  // Where every held run leaves the clock: who signed in before would be signed out.
  app.clock.set('2026-03-20T10:00:00Z');
  vn = await app.as('vn_coordinator');
  chairs = [await app.as('vn_co_chair'), await app.as('lao_co_chair')];
});
after(() => app.close());

const api = '/api/v1';
type Enrolments = HeldRun['enrolments'];

const prepare = (held: HeldRun, enrolments: Enrolments = held.enrolments) =>
  vn.post(`${api}/runs/${held.run.id}/certificate-batches`, aDecision(enrolments));

const count = async (table: string, column: string, id: string) => {
  const rows = await app
    .get(Database)
    .rows<{ count: number }>(`SELECT COUNT(*) AS count FROM ${table} WHERE ${column} = ?`, [id]);
  return Number(rows[0]!.count);
};

/** The statuses of answers that came at once, and the codes of refusals. */
const answers = (replies: Reply[]) => replies.map(({ status, body }) => `${status} ${body.code ?? ''}`.trim()).sort();

describe('a class of a thousand', () => {
  it('is put on one list by its form and approved, in a number of writes that its size does not change', async () => {
    const writes: number[] = [];
    // The first of all also writes down the designs.
    for (const size of [1, 2, 1000]) {
      const { run, enrolments } = await aLargeClass(app, size);
      const { enrolmentIds, issuePlace, signatory, ...rest } = aDecision(enrolments);
      const flat = (name: string, fields: object) =>
        Object.fromEntries(Object.entries(fields).map(([key, value]) => [`${name}.${key}`, String(value)]));
      const form = { ...rest, ...flat('issuePlace', issuePlace), ...flat('signatory', signatory), enrolmentIds };
      let path = '';
      const preparing = await writesOf(app, async () => {
        const { status, location, html } = await vn.submit(`/runs/${run.id}/certificates`, form);
        assert.equal(status, 303, html);
        path = location;
      });
      const approving = await writesOf(app, async () => {
        assert.equal((await chairs[0].submit(`${path}/approval`, {})).status, 303);
      });
      writes.push(preparing + approving);
      assert.equal(await count('certificate', 'run_id', run.id), size);
      assert.equal((await chairs[0].page(path)).status, 200);
    }
    assert.equal(writes[2], writes[1]);
  });

  it('is the most that one list takes', async () => {
    const tooMany = Array.from({ length: 1001 }, () => ({ id: '0193a5a4-0000-7000-8000-000000000000' }));
    const held = await aHeldRun(app, ['ພັນ']);
    const { status, body } = await prepare(held, tooMany as Enrolments);
    assert.deepEqual([status, body.errors[0].pointer], [422, '/enrolmentIds']);
  });
});

describe('a double click', () => {
  it('approves a batch once', async () => {
    const held = await aHeldRun(app, ['ສອງເທື່ອ 1', 'ສອງເທື່ອ 2']);
    const { id } = (await prepare(held)).body;
    const approve = (chair: Client) => chair.post(`${api}/certificate-batches/${id}/approval`);
    const replies = await Promise.all([approve(chairs[0]), approve(chairs[1]), approve(chairs[0])]);
    const refused = '409 certificate_batch.wrong_status';
    assert.deepEqual(answers(replies), ['202', refused, refused]);
    assert.equal(await count('certificate', 'batch_id', id), 2);
  });

  it('puts nobody on two lists, also where the lists overlap', async () => {
    const held = await aHeldRun(app, ['ຊ້ອນ 1', 'ຊ້ອນ 2', 'ຊ້ອນ 3']);
    const [first, second, third] = held.enrolments as [Enrolments[0], Enrolments[0], Enrolments[0]];
    const replies = await Promise.all([prepare(held, [first, second]), prepare(held, [second, third])]);
    assert.deepEqual(answers(replies), ['201', '409 certificate_batch.already_listed']);
    assert.equal(await count('batch_enrolment', 'enrolment_id', second.id), 1);
  });
});

// SQLite has one writer at a time and would not show it.
if (engine === 'mariadb')
  describe('without what holds rivals back', () => {
    /** Both wait for each other where the run would be held, and go on at once. */
    const unheld = () => {
      const both = Promise.withResolvers<void>();
      let come = 0;
      return mock.method(app.get(RunLookup), 'hold', async (id: string) => {
        come += 1;
        if (come === 2) both.resolve();
        await both.promise;
        return app.get(RunLookup).get(id);
      });
    };
    const direct = (held: HeldRun) =>
      app.get(BatchesService).prepare(vnCoordinator, held.run.id, aDecision(held.enrolments));
    const approve = (id: string) => app.get(ApprovalService).approve(coChair, id);
    const fulfilled = (settled: PromiseSettledResult<unknown>[]) =>
      settled.filter(({ status }) => status === 'fulfilled').length;
    const restore = (...mocks: { mock: { restore(): void } }[]) => {
      for (const one of mocks) one.mock.restore();
    };

    it('the unique key still keeps a person from two lists, and without it they are on both', async () => {
      for (const isKeyed of [true, false]) {
        const held = await aHeldRun(app, ['ບໍ່ກັ້ນ']);
        const batches = app.get(BatchesRepository);
        const keyless = mock.method(batches, 'put', async (batchId: string, [enrolmentId]: string[]) => {
          const put = 'INSERT INTO batch_enrolment (id, batch_id, enrolment_id) VALUES (UUID(), ?, ?)';
          await app.get(Database).change(put, [batchId, enrolmentId]);
        });
        if (isKeyed) keyless.mock.restore();
        const hold = unheld();
        const settled = await Promise.allSettled([direct(held), direct(held)]);
        restore(hold, keyless);
        assert.equal(fulfilled(settled), isKeyed ? 1 : 2);
        assert.equal(await count('batch_enrolment', 'enrolment_id', held.enrolments[0]!.id), isKeyed ? 1 : 2);
      }
    });

    it('the version still keeps a batch from two approvals, and without it everybody has two certificates', async () => {
      for (const isVersioned of [true, false]) {
        const held = await aHeldRun(app, ['ບໍ່ນັບ']);
        const { id } = await direct(held);
        const [batches, certificates] = [app.get(BatchesRepository), app.get(CertificatesRepository)];
        const add = certificates.add.bind(certificates);
        const loose = isVersioned
          ? []
          : [
              mock.method(batches, 'save', async () => {
                await app.get(Database).change("UPDATE certificate_batch SET status = 'approved' WHERE id = ?", [id]);
              }),
              mock.method(certificates, 'add', (...issued: Parameters<typeof add>) => {
                for (const one of issued) one.liveKey = null;
                return add(...issued);
              }),
            ];
        const hold = unheld();
        const settled = await Promise.allSettled([approve(id), approve(id)]);
        restore(hold, ...loose);
        assert.equal(fulfilled(settled), isVersioned ? 1 : 2);
        assert.equal(await count('certificate', 'batch_id', id), isVersioned ? 1 : 2);
      }
    });
  });

describe('a list that somebody reads before they approve it', () => {
  it('is not approved once its certificates would say something else', async () => {
    const held = await aHeldRun(app, ['ສີພັນ ແກ້ວ']);
    const { body } = await prepare(held);
    const path = `certificate-batches/${body.id}`;
    assert.equal(body.contents, null);
    const [chair, other] = [await app.as('vn_co_chair'), await app.as('lao_co_chair')];
    const { contents } = (await chair.get(`${api}/${path}`)).body;
    assert.match((await other.page(`/${path}`)).html, new RegExp(`name="contents" value="${contents}"`));
    const { personId } = held.enrolments[0]!;
    await app
      .get(UnitOfWork)
      .run(() => app.get(Database).change("UPDATE person SET birth_date = '1971-01-01' WHERE id = ?", [personId]));
    assert.deepEqual(answers([await chair.post(`${api}/${path}/approval`, { contents })]), ['412 stale']);
    assert.equal((await other.submit(`/${path}/approval`, { contents })).status, 412);
    const now = (await chair.get(`${api}/${path}`)).body;
    assert.equal(now.status, 'prepared');
    assert.notEqual(now.contents, contents);
    assert.equal((await chair.post(`${api}/${path}/approval`, { contents: now.contents })).status, 202);
  });

  it('asks once how everybody stands, and not at all for a file of what is issued', async () => {
    const { id } = (await prepare(await aHeldRun(app, ['ວັນນາ ໄຊ']))).body;
    const asked = mock.method(app.get(EligibilityService), 'ofRun');
    const chair = await app.as('vn_co_chair');
    assert.match((await chair.get(`${api}/certificate-batches/${id}`)).body.contents, /^[0-9a-f]{64}$/);
    assert.equal(asked.mock.callCount(), 1);
    assert.equal((await chair.get(`${api}/certificate-batches/${id}/certificates.zip`)).status, 409);
    assert.equal((await chair.get(`${api}/certificate-batches/${id.replace(/.$/, 'x')}/certificates.zip`)).status, 404);
    assert.equal(asked.mock.callCount(), 1);
    asked.mock.restore();
  });

  it('is not approved by somebody who could not read it, as long as it was not fit', async () => {
    const held = await aHeldRun(app, ['ບຸນມີ ສຸກ']);
    const path = `certificate-batches/${(await prepare(held)).body.id}`;
    const { personId } = held.enrolments[0]!;
    const born = (day: string | null) =>
      app
        .get(UnitOfWork)
        .run(() => app.get(Database).change('UPDATE person SET birth_date = ? WHERE id = ?', [day, personId]));
    await born(null);
    const [chair, other] = [await app.as('vn_co_chair'), await app.as('lao_co_chair')];
    const { contents } = (await chair.get(`${api}/${path}`)).body;
    assert.equal(contents, null);
    assert.match((await other.page(`/${path}`)).html, /name="contents" value="none"/);
    const unfit = await other.submit(`/${path}/approval`, { contents: 'none' });
    assert.deepEqual([unfit.status, unfit.html.includes('ບຸນມີ ສຸກ')], [409, true]);
    await born('1971-01-01');
    assert.equal((await other.submit(`/${path}/approval`, { contents: 'none' })).status, 412);
    assert.deepEqual(answers([await chair.post(`${api}/${path}/approval`, { contents })]), ['412 stale']);
    const now = (await chair.get(`${api}/${path}`)).body;
    assert.equal((await other.submit(`/${path}/approval`, { contents: now.contents })).status, 303);
  });
});
