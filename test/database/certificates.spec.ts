import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { after, before, describe, it } from 'node:test';
import {
  ApprovalService,
  BatchesService,
  BatchLists,
  type CertificateBatch,
  CertificatesService,
  certificateQuery,
  EligibilityService,
  IssuingService,
  RequestDecisions,
  RequestsService,
  SpecimensService,
  VerificationService,
} from '#libs/certificates';
import { DomainError } from '#libs/kernel';
import { EnrolmentLookup } from '#libs/nominations';
import { Database, eventType, JobsService, jsonOfRaw, Outbox, Storage, UnitOfWork } from '#libs/platform';
import { CertificateDocuments } from '../../libs/certificates/src/certificate-documents.js';
import { IntendedCertificatesRepository } from '../../libs/certificates/src/intended-certificates.repository.js';
import { aDecision, aHeldRun, type HeldRun } from '../support/a-held-run.js';
import { coChair, startCertificates } from '../support/certificates.js';
import { storedMails } from '../support/mails.js';
import { anActor } from '../support/people.js';
import type { TestContext } from '../support/platform.js';
import { statementsOf } from '../support/statements.js';
import { actorOf, vnCoordinator } from '../support/training.js';

const refusal = (code: string) => (error: unknown) => error instanceof DomainError && error.code === code;

let context: TestContext;
before(async () => {
  context = await startCertificates();
});
after(() => context.close());

const names = ['ທ້າວ ບຸນມີ ສີສະຫວັດ', 'ນາງ ຄຳຫຼ້າ', 'Nguyễn Thị Đức'];

const prepare = (held: HeldRun, by = vnCoordinator): Promise<CertificateBatch> =>
  context.get(BatchesService).prepare(by, held.run.id, aDecision(held.enrolments));

async function issued(held: HeldRun): Promise<CertificateBatch> {
  const { id } = await prepare(held);
  await context.get(ApprovalService).approve(coChair, id);
  await context.get(Outbox).deliver();
  return (await context.get(BatchLists).get(coChair, id)).batch;
}

const certificatesOf = async (batchId: string) =>
  (await context.get(CertificatesService).list(coChair, certificateQuery.parse({ batchId, sort: 'registerNumber' })))
    .items;

const bytesOf = async (id: string) => (await context.get(CertificatesService).download(coChair, id)).bytes;

const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');

describe('who may get a certificate', () => {
  it('is told with every condition that is missing', async () => {
    const held = await aHeldRun(context, [
      'ສົມພອນ',
      { fullName: 'ບຸນທຽມ', attended: false, delivered: false, passed: null },
      { fullName: 'ແສງດາວ', passed: false },
    ]);
    const standing = await context.get(EligibilityService).list(vnCoordinator, held.run.id);
    const codes = standing.map(({ unmet }) => unmet.map(({ code }) => code));
    assert.deepEqual(codes, [[], ['attendance', 'output_missing', 'assessment_missing'], ['assessment_failed']]);
    assert.deepEqual(standing[1]!.unmet[0]!.args, { attendedUnits: 0, plannedUnits: 4, threshold: 80, needed: 4 });
  });

  it('is found with the same number of statements for two as for twelve', async () => {
    const few = await aHeldRun(context, ['ຄຳ', 'ແກ້ວ']);
    const many = await aHeldRun(
      context,
      Array.from({ length: 12 }, (_, index) => `ຄຳ ${index}`),
    );
    const count = (runId: string) =>
      statementsOf(context, () => context.get(EligibilityService).list(vnCoordinator, runId));
    assert.equal(await count(many.run.id), await count(few.run.id));
    const batches = [await prepare(few), await prepare(many)];
    const shown = (id: string) => statementsOf(context, () => context.get(BatchLists).get(coChair, id));
    assert.equal(await shown(batches[1]!.id), await shown(batches[0]!.id));
  });
});

describe('a certificate batch', () => {
  it('is prepared by one person, approved by another and issued with its last document', async () => {
    const held = await aHeldRun(context, names);
    const { id, status } = await prepare(held);
    assert.equal(status, 'prepared');
    const approved = await context.get(ApprovalService).approve(coChair, id);
    assert.equal(approved.status, 'approved');
    await context.get(Outbox).deliver();
    const { batch, entries } = await context.get(BatchLists).get(coChair, id);
    assert.equal(batch.status, 'issued');
    assert.ok(entries.every(({ certificate }) => certificate?.status === 'valid'));
    const job = await context.get(JobsService).get(coChair, approved.jobId!);
    assert.equal(job.status, 'done');
    assert.deepEqual([job.progress, job.total], [3, 3]);
    for (const one of await certificatesOf(id)) {
      const bytes = await bytesOf(one.id);
      assert.equal(bytes.subarray(0, 5).toString(), '%PDF-');
      const told = await context.get(CertificatesService).get(coChair, one.id);
      assert.equal(sha256(bytes), told.sha256);
      assert.equal((await context.get(VerificationService).byCode(told.code)).status, 'valid');
    }
  });

  it('is told to everybody on its list by mail, once and without the document', async () => {
    const held = await aHeldRun(context, names);
    const people = await Promise.all(
      held.enrolments.map(async ({ id }) => (await context.get(EnrolmentLookup).get(id)).personId),
    );
    const trainee = await anActor(context, 'trainee', { personId: people[2]!, language: 'vi' });
    const { id } = await issued(held);
    const mails = async () => (await storedMails(context)).filter(({ template }) => template === 'certificate_issued');
    const [mail, ...others] = (await mails()).filter(({ account_id }) => account_id === trainee.accountId);
    assert.deepEqual(others, []);
    assert.equal(mail?.language, 'vi');
    const args = jsonOfRaw<{ serial: string; link: string }>(mail.args);
    const own = (await certificatesOf(id)).find(({ personId }) => personId === people[2])!;
    assert.deepEqual([args.serial, args.link], [own.serial, `http://localhost/certificates/${own.id}`]);
    const before = (await mails()).length;
    await context
      .get(UnitOfWork)
      .run(() => context.get(Outbox).raise(eventType('certificate_batch.issued'), { batchId: id }));
    await context.get(Outbox).deliver();
    assert.equal((await mails()).length, before);
  });

  it('is never approved by whoever prepared it, under whichever role', async () => {
    const both = actorOf('vn_coordinator', { roles: ['vn_coordinator', 'vn_co_chair'] });
    const { id } = await prepare(await aHeldRun(context, ['ຄຳແພງ']), both);
    await assert.rejects(
      context.get(ApprovalService).approve(both, id),
      refusal('certificate_batch.approver_is_preparer'),
    );
    assert.deepEqual(await certificatesOf(id), []);
  });

  it('is refused for a run that is not over', async () => {
    const held = await aHeldRun(context, ['ຄຳໃສ']);
    const set = (status: string) =>
      context
        .get(UnitOfWork)
        .run(() =>
          context.get(Database).change('UPDATE course_run SET status = ? WHERE id = ?', [status, held.run.id]),
        );
    await set('running');
    await assert.rejects(prepare(held), refusal('certificate_batch.run_not_held'));
    await set('completed');
    await prepare(held);
  });

  it('is refused with dates before the decision or the last day of the run', async () => {
    const held = await aHeldRun(context, ['ຄຳພັນ']);
    const decision = aDecision(held.enrolments);
    const dated = (dates: object) =>
      context.get(BatchesService).prepare(vnCoordinator, held.run.id, { ...decision, ...dates });
    const codes = async (dates: object) =>
      dated(dates).then(
        () => [],
        (error: DomainError) => error.fields.map(({ pointer, code }) => `${pointer} ${code}`),
      );
    assert.deepEqual(await codes({ issuedOn: '2026-03-19', decisionDate: '2026-03-19' }), [
      '/issuedOn certificate_batch.issued_before_end',
    ]);
    assert.deepEqual(await codes({ issuedOn: '2026-03-24', decisionDate: '2026-03-25' }), [
      '/issuedOn certificate_batch.issued_before_decision',
    ]);
    assert.deepEqual(await codes({ issuedOn: '9999-01-01' }), ['/issuedOn certificate_batch.issued_too_late']);
  });

  it('goes back with a reason, is corrected and handed in again', async () => {
    const held = await aHeldRun(context, ['ຄຳດີ', 'ຄຳສີ']);
    const { id } = await prepare(held);
    await context.get(BatchesService).return(coChair, id, 'wrong number');
    const returned = (await context.get(BatchLists).get(vnCoordinator, id)).batch;
    assert.equal(returned.statusReason, 'wrong number');
    const corrected = aDecision(held.enrolments.slice(0, 1), '16/QĐ-VIOIT');
    const batches = context.get(BatchesService);
    await assert.rejects(batches.prepareAgain(vnCoordinator, id, returned.version - 1, corrected), refusal('stale'));
    await batches.prepareAgain(vnCoordinator, id, returned.version, corrected);
    const { batch, entries } = await context.get(BatchLists).get(vnCoordinator, id);
    assert.deepEqual([batch.status, batch.decisionNumber, batch.statusReason], ['prepared', '16/QĐ-VIOIT', null]);
    assert.deepEqual(
      entries.map(({ enrolmentId }) => enrolmentId),
      [held.enrolments[0]!.id],
    );
  });

  it('lets its people go to another list once it is cancelled', async () => {
    const held = await aHeldRun(context, ['ຄຳຈັນ']);
    const { id } = await prepare(held);
    await assert.rejects(prepare(held), refusal('certificate_batch.already_listed'));
    await context.get(BatchesService).cancel(vnCoordinator, id, 'printed twice');
    await prepare(held);
    await assert.rejects(
      context.get(BatchesService).cancel(vnCoordinator, id, 'again'),
      refusal('certificate_batch.wrong_status'),
    );
  });

  it('names the letters that cannot be printed before anybody decides', async () => {
    const held = await aHeldRun(context, [{ fullName: 'ຄຳ 漢字' }]);
    await assert.rejects(prepare(held), (error: DomainError) => {
      assert.equal(error.code, 'certificate.missing_glyphs');
      assert.deepEqual(error.args, { name: 'ຄຳ 漢字', letters: '漢 字' });
      return true;
    });
    const standing = await context.get(EligibilityService).ofRun(held.run.id);
    const hindrances = await context.get(SpecimensService).hindrances(held.run.id, standing);
    assert.equal(hindrances.get(held.enrolments[0]!.id)?.denied, 'certificate.missing_glyphs');
  });

  it('is refused for somebody without a date of birth', async () => {
    const held = await aHeldRun(context, ['ຄຳບໍ່ມີວັນເກີດ']);
    const { personId } = held.enrolments[0]!;
    await context
      .get(UnitOfWork)
      .run(() => context.get(Database).change('UPDATE person SET birth_date = NULL WHERE id = ?', [personId]));
    await assert.rejects(prepare(held), refusal('certificate.birth_date_missing'));
  });

  it('is not approved when somebody on it no longer meets the conditions', async () => {
    const held = await aHeldRun(context, ['ຄຳຊົມ', 'ຄຳຮູ້']);
    const { id } = await prepare(held);
    await context
      .get(UnitOfWork)
      .run(() =>
        context
          .get(Database)
          .change('UPDATE assessment SET passed = 0 WHERE enrolment_id = ?', [held.enrolments[1]!.id]),
      );
    const { entries } = await context.get(BatchLists).get(coChair, id);
    assert.deepEqual(
      entries.map(({ unmet }) => unmet?.map(({ code }) => code)),
      [[], ['assessment_failed']],
    );
    await assert.rejects(context.get(ApprovalService).approve(coChair, id), (error: DomainError) => {
      assert.equal(error.code, 'certificate_batch.not_eligible');
      assert.deepEqual(error.args, { names: 'ຄຳຮູ້' });
      return true;
    });
  });

  it('shows a specimen that verifies as nothing', async () => {
    const held = await aHeldRun(context, ['ຄຳຫອມ']);
    const { id } = await prepare(held);
    const document = await context.get(SpecimensService).ofBatch(coChair, id, held.enrolments[0]!.id);
    const stored = await context.get(Storage).put(Readable.from([document]), 1_000_000);
    assert.equal((await context.get(VerificationService).byFile(stored)).status, 'unknown');
  });
});

describe('an issued certificate', () => {
  it('keeps its bytes and content when the person and the run change', async () => {
    const held = await aHeldRun(context, ['ຄຳຝາຍ']);
    const batch = await issued(held);
    const [before] = await certificatesOf(batch.id);
    const bytes = await bytesOf(before!.id);
    await context.get(UnitOfWork).run(async () => {
      const database = context.get(Database);
      await database.change('UPDATE person SET full_name = ? WHERE id = ?', ['ຊື່ໃໝ່', before!.personId]);
      await database.change('UPDATE course_run SET ends_on = ? WHERE id = ?', ['2026-04-01', held.run.id]);
    });
    await context.get(Outbox).deliver();
    const [later] = await certificatesOf(batch.id);
    assert.deepEqual(later!.payload, before!.payload);
    assert.equal(sha256(await bytesOf(later!.id)), sha256(bytes));
    assert.equal(later!.payload.holder.fullNameLao, 'ຄຳຝາຍ');
  });

  it('is never changed or deleted, not even by ourselves', async () => {
    const batch = await issued(await aHeldRun(context, ['ຄຳຕັນ']));
    const id = (await certificatesOf(batch.id))[0]!.id;
    const change = (sql: string) => context.get(UnitOfWork).run(() => context.get(Database).change(sql, [id]));
    for (const column of ['serial', 'payload', 'code', 'sha256', 'storage_key'])
      await assert.rejects(change(`UPDATE certificate SET ${column} = 'x' WHERE id = ?`), /never changed/, column);
    for (const column of ['register_number', 'size'])
      await assert.rejects(change(`UPDATE certificate SET ${column} = 7777 WHERE id = ?`), /never changed/, column);
    await assert.rejects(change('DELETE FROM certificate WHERE id = ?'), /never changed/);
  });

  it('is told from a changed copy and from a stranger’s file', async () => {
    const batch = await issued(await aHeldRun(context, ['ຄຳຜົງ']));
    const [one] = await certificatesOf(batch.id);
    const bytes = await bytesOf(one!.id);
    const verdict = async (content: Buffer) => {
      const stored = await context.get(Storage).put(Readable.from([content]), 10_000_000);
      return (await context.get(VerificationService).byFile(stored)).status;
    };
    assert.equal(await verdict(bytes), 'valid');
    assert.equal(await verdict(Buffer.concat([bytes, Buffer.from('\n')])), 'altered');
    assert.equal(await verdict(Buffer.from('%PDF-1.7 something else')), 'unknown');
    assert.equal(await verdict(Buffer.from('no PDF')), 'unknown');
  });

  it('is stored once and keeps those bytes when two draw it at once', async () => {
    const held = await aHeldRun(context, ['ຄຳເກົ້າ', 'ຄຳສິບ']);
    const { id } = await prepare(held);
    const files = async () => {
      const folder = join(context.configuration.dataDir, 'files');
      return (await readdir(folder, { recursive: true, withFileTypes: true })).filter((one) => one.isFile()).length;
    };
    const before = await files();
    const jobId = (await context.get(ApprovalService).approve(coChair, id)).jobId!;
    const issue = () => context.get(IssuingService).issue({ batchId: id, jobId });
    await Promise.all([issue(), issue(), issue()]);
    assert.equal(await files(), before + 2);
    for (const { id: one } of await certificatesOf(id))
      assert.equal(sha256(await bytesOf(one)), (await context.get(CertificatesService).get(coChair, one)).sha256);
    assert.equal((await context.get(JobsService).get(coChair, jobId)).progress, 2);
  });

  it('counts those on its list alone, not what has taken the place of one', async () => {
    const { id } = await issued(await aHeldRun(context, ['ຄຳສິບເອັດ', 'ຄຳສິບສອງ']));
    const [first] = await certificatesOf(id);
    const lost = { reasonClass: 'lost', reason: 'Left in a taxi' } as const;
    await context.get(RequestsService).askToReplace(vnCoordinator, first!.id, lost);
    await context.get(RequestDecisions).replace(coChair, first!.id);
    const intended = context.get(IntendedCertificatesRepository);
    for (const drawn of [false, true]) {
      if (drawn) await context.get(Outbox).deliver();
      assert.deepEqual(await intended.countOnList(id), { issued: 2, missing: 0 });
      assert.deepEqual(await intended.onList(id), []);
    }
    assert.equal((await certificatesOf(id)).length, 3);
  });

  it('is drawn again after a fault, which its job names meanwhile', async () => {
    const documents = context.get(CertificateDocuments);
    const fileAll = documents.fileAll;
    const held = await aHeldRun(context, ['ຄຳໜຶ່ງ', 'ຄຳສອງ', 'ຄຳສາມ']);
    const { id } = await prepare(held);
    documents.fileAll = async function* ([first, , third], template) {
      yield* fileAll.call(documents, [first!], template);
      yield { status: 'rejected', reason: new Error('ENOSPC: the disk is full') };
      yield* fileAll.call(documents, [third!], template);
    };
    try {
      const { jobId } = await context.get(ApprovalService).approve(coChair, id);
      await context.get(Outbox).deliver();
      const failed = await context.get(JobsService).get(coChair, jobId!);
      assert.equal(failed.status, 'failed');
      assert.deepEqual(failed.result, { batchId: id, code: 'certificate.not_drawn', missing: 1 });
      assert.equal((await context.get(BatchLists).get(coChair, id)).fault, 'certificate.not_drawn');
      const half = await certificatesOf(id);
      assert.deepEqual(
        half.map(({ status }) => status),
        ['valid', 'intended', 'valid'],
      );
      await assert.rejects(
        context.get(CertificatesService).download(coChair, half[1]!.id),
        refusal('certificate.not_issued_yet'),
      );
      const firstBytes = sha256(await bytesOf(half[0]!.id));
      documents.fileAll = fileAll;
      context.clock.advance(10 * 60_000);
      await context.get(Outbox).deliver();
      const done = await context.get(JobsService).get(coChair, jobId!);
      assert.equal(done.status, 'done');
      assert.equal(done.result.code, undefined);
      assert.equal((await context.get(BatchLists).get(coChair, id)).batch.status, 'issued');
      assert.equal(sha256(await bytesOf(half[0]!.id)), firstBytes);
    } finally {
      documents.fileAll = fileAll;
    }
  });
});
