import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { after, before, describe, it } from 'node:test';
import { RatesService } from '#libs/attendance';
import {
  ApprovalService,
  BatchesService,
  BatchLists,
  CertificatesService,
  certificateQuery,
  RequestDecisions,
  RequestsService,
  VerificationService,
} from '#libs/certificates';
import { type Actor, DomainError, localDate } from '#libs/kernel';
import { EnrolmentLookup } from '#libs/nominations';
import { OutputCatalogue, outputListQuery } from '#libs/outputs';
import { AccountsService, MergingService, mergeFields, type Organisation, PersonLookup } from '#libs/people';
import { Database, listQuery, Outbox, placeholders, Storage } from '#libs/platform';
import { RunsService, runQuery, SessionsService } from '#libs/training';
import { aDecision, aHeldRun, type HeldRun } from '../support/a-held-run.js';
import { coChair, startCertificates } from '../support/certificates.js';
import { openRun, Story } from '../support/nominations.js';
import { anActor } from '../support/people.js';
import type { TestContext } from '../support/platform.js';
import { actorOf, person, plannedRun, sessionOn, vnCoordinator } from '../support/training.js';

const refusal = (code: string) => (error: unknown) => error instanceof DomainError && error.code === code;

let context: TestContext;
let iice: Actor;
before(async () => {
  context = await startCertificates();
  iice = await anActor(context, 'lao_coordinator');
});
after(() => context.close());

const merge = (id: string, duplicateId: string, choices = {}) =>
  context.get(MergingService).merge(iice, id, mergeFields.parse({ duplicateId, choices }));

const self = (personId: string) => actorOf('trainee', { personId });

/** Somebody with a certificate of a run that is over, and somebody with a seat in a later one: one human. */
async function twoHistories(): Promise<{ held: HeldRun; graduate: string; newcomer: string }> {
  const held = await aHeldRun(context, ['ຄຳພອນ ແກ້ວມະນີ']);
  const { id } = await context.get(BatchesService).prepare(vnCoordinator, held.run.id, aDecision(held.enrolments));
  await context.get(ApprovalService).approve(coChair, id);
  await context.get(Outbox).deliver();
  return { held, graduate: held.enrolments[0]!.personId, newcomer: await seatedLater(held.organisation) };
}

async function seatedLater(organisation: Organisation): Promise<string> {
  const dates = {
    startsOn: localDate('2026-09-07'),
    endsOn: localDate('2026-09-11'),
    nominationClosesOn: localDate('2026-08-01'),
  };
  const run = await openRun(context, dates, [organisation.id, 3]);
  return (await new Story(context).confirmed(organisation, run)).personId;
}

const certificatesOf = async (actor: Actor) =>
  (await context.get(CertificatesService).list(actor, certificateQuery.parse({}))).items;

const bytesOf = async (actor: Actor, id: string) => (await context.get(CertificatesService).download(actor, id)).bytes;

/** All that anybody can ever find out about one certificate. */
async function verified(id: string) {
  const { code, sha256 } = await context.get(CertificatesService).get(coChair, id);
  const bytes = await bytesOf(coChair, id);
  const file = await context.get(Storage).put(Readable.from([bytes]), 10_000_000);
  const verification = context.get(VerificationService);
  return {
    sha256,
    hash: createHash('sha256').update(bytes).digest('hex'),
    byCode: await verification.byCode(code),
    byFile: await verification.byFile(file),
  };
}

const trailOf = (...ids: string[]) =>
  context
    .get(Database)
    .rows(`SELECT id, action, subject_id FROM audit_event WHERE subject_id IN (${placeholders(ids)}) ORDER BY id`, ids);

describe('somebody with a certificate', () => {
  for (const [who, turned] of [
    ['merged into another record', true],
    ['into whom another record is merged', false],
  ] as const)
    it(`${who} keeps it, and it goes on being what was issued`, async () => {
      const { graduate, newcomer } = await twoHistories();
      const [survivor, duplicate] = turned ? [newcomer, graduate] : [graduate, newcomer];
      const [own] = await certificatesOf(self(graduate));
      const before = await verified(own!.id);
      const { moving } = await context.get(MergingService).preview(iice, survivor, duplicate);
      assert.deepEqual(moving, { nominations: 1, enrolments: 1, ...(turned ? { certificates: 1 } : {}) });
      await merge(survivor, duplicate, { fullName: turned ? 'survivor' : 'duplicate', birthDate: 'duplicate' });
      assert.deepEqual(await verified(own!.id), before);
      assert.deepEqual(
        (await certificatesOf(self(survivor))).map(({ id, personId, payload }) => [id, personId, payload]),
        [[own!.id, survivor, own!.payload]],
      );
      assert.equal(own!.payload.holder.fullNameLao, 'ຄຳພອນ ແກ້ວມະນີ');
      assert.equal((await bytesOf(self(survivor), own!.id)).subarray(0, 5).toString(), '%PDF-');
      for (const actor of [coChair, vnCoordinator, iice]) {
        const shown = (await certificatesOf(actor)).find(({ id }) => id === own!.id);
        assert.deepEqual([shown?.personId, shown?.serial], [survivor, own!.serial]);
      }
    });

  it('who was merged away twice is still its holder', async () => {
    const { graduate, newcomer, held } = await twoHistories();
    const third = await seatedLater(held.organisation);
    await merge(newcomer, graduate);
    await assert.rejects(merge(third, newcomer), refusal('person.merge_overlap'));
    const nobody = (await person(context, 'ຄຳພອນ ອີກຄົນ')).id;
    await merge(nobody, newcomer);
    assert.equal((await certificatesOf(self(nobody))).length, 1);
    assert.equal((await certificatesOf(self(nobody)))[0]!.personId, nobody);
  });
});

describe('two histories of one human', () => {
  it('are one afterwards: seats, attendance, outputs and account, and nothing of either is lost', async () => {
    const { held, graduate, newcomer } = await twoHistories();
    const account = await anActor(context, 'trainee', { personId: graduate });
    const before = await trailOf(graduate, newcomer, held.enrolments[0]!.nominationId);
    const rates = await context.get(RatesService).list(self(graduate), held.run.id);
    const outputs = await context.get(OutputCatalogue).list(self(graduate), outputListQuery.parse({}));
    assert.deepEqual([rates.rates.length, outputs.items.length], [1, 1]);

    const merged = await merge(newcomer, graduate);

    const seats = await context.get(EnrolmentLookup).ofPerson(newcomer);
    assert.equal(seats.length, 2);
    assert.ok(seats.some(({ id }) => id === held.enrolments[0]!.id));
    assert.deepEqual(await context.get(EnrolmentLookup).ofPerson(graduate), []);
    const [rate] = (await context.get(RatesService).list(self(newcomer), held.run.id)).rates;
    const was = rates.rates[0]!;
    assert.deepEqual(
      [rate!.enrolmentId, rate!.attendedUnits, rate!.rate, rate!.personId],
      [was.enrolmentId, was.attendedUnits, was.rate, newcomer],
    );
    const [output] = (await context.get(OutputCatalogue).list(self(newcomer), outputListQuery.parse({}))).items;
    assert.equal(output!.id, outputs.items[0]!.id);
    assert.deepEqual(
      output!.authors.map(({ fullName }) => fullName),
      [merged.fullName],
    );
    const now = await context.get(AccountsService).actorOf(account.accountId!, account.signInId!, null);
    assert.equal(now?.personId, newcomer);
    assert.equal((await certificatesOf(now!)).length, 1);
    assert.equal((await context.get(OutputCatalogue).list(now!, outputListQuery.parse({}))).items.length, 1);
    assert.deepEqual(
      (await trailOf(graduate, newcomer, held.enrolments[0]!.nominationId)).slice(0, before.length),
      before,
    );
  });

  it('give a certificate in the name that stands when its batch is approved', async () => {
    const held = await aHeldRun(context, ['ສີພອນ ວົງ']);
    const graduate = held.enrolments[0]!.personId;
    const { id } = await context.get(BatchesService).prepare(vnCoordinator, held.run.id, aDecision(held.enrolments));
    const newcomer = await seatedLater(held.organisation);
    await merge(newcomer, graduate, { fullName: 'survivor' });
    await context.get(ApprovalService).approve(coChair, id);
    await context.get(Outbox).deliver();
    const [own] = await certificatesOf(self(newcomer));
    const { fullName } = await context.get(PersonLookup).get(newcomer);
    assert.deepEqual([own!.batchId, own!.status, own!.payload.holder.fullNameLao], [id, 'valid', fullName]);
  });

  it('keep who prepared a batch from approving it by another record', async () => {
    const held = await aHeldRun(context, ['ສີດາ ແກ້ວ']);
    const [preparer, chair] = [await person(context, 'Trần Hòa'), await person(context, 'Trần Hoà')];
    const prepares = actorOf('vn_coordinator', { personId: preparer.id });
    const approves = actorOf('vn_co_chair', { personId: chair.id });
    const { id } = await context.get(BatchesService).prepare(prepares, held.run.id, aDecision(held.enrolments));
    await merge(chair.id, preparer.id);
    await assert.rejects(
      context.get(ApprovalService).approve(approves, id),
      refusal('certificate_batch.approver_is_preparer'),
    );
    assert.equal((await context.get(BatchLists).get(coChair, id)).batch.status, 'prepared');
  });

  it('keep who asked for a revocation from granting it by another record', async () => {
    const { graduate } = await twoHistories();
    const [asking, chair] = [await person(context, 'Lê Thị Mai'), await person(context, 'Lê Thị Mài')];
    const [certificate] = await certificatesOf(self(graduate));
    const { id } = certificate!;
    await context.get(RequestsService).askToRevoke(actorOf('vn_coordinator', { personId: asking.id }), id, {
      reasonClass: 'other',
      reason: 'Asked by herself',
    });
    await merge(chair.id, asking.id);
    await assert.rejects(
      context.get(RequestDecisions).revoke(actorOf('vn_co_chair', { personId: chair.id }), id),
      refusal('certificate_request.decider_is_requester'),
    );
    assert.equal((await certificatesOf(self(graduate)))[0]!.status, 'valid');
  });
});

describe('two instructors who are one human', () => {
  /** Before its call a run is seen by whoever teaches in it. */
  const plannedFor = async (actor: Actor) => {
    const { items } = await context.get(RunsService).list(actor, runQuery.parse({ status: 'planned' }));
    return items.map(({ id }) => id).sort();
  };

  it('teach the sessions of both, each once', async () => {
    const [one, other] = [await person(context, 'Nguyễn Văn Đức'), await person(context, 'Nguyen Van Duc')];
    const [run, another] = [await plannedRun(context), await plannedRun(context)];
    const schedule = (runId: string, day: string, instructorIds: string[]) =>
      context.get(SessionsService).schedule(vnCoordinator, runId, sessionOn(day, { instructorIds }));
    await schedule(run.id, '2026-03-10', [one.id, other.id]);
    await schedule(run.id, '2026-03-11', [other.id]);
    await schedule(another.id, '2026-03-12', [other.id]);
    await schedule(run.id, '2026-03-13', [one.id]);
    const { moving } = await context.get(MergingService).preview(iice, one.id, other.id);
    assert.deepEqual(moving, { sessions: 3 });
    await merge(one.id, other.id);
    const teaches = actorOf('instructor', { personId: one.id });
    assert.deepEqual(await plannedFor(teaches), [run.id, another.id].sort());
    const { items } = await context.get(SessionsService).list(teaches, run.id, listQuery.parse({}));
    assert.deepEqual(
      items.map(({ instructors }) => instructors.map(({ personId }) => personId)),
      [[one.id], [one.id], [one.id]],
    );
    const left = actorOf('instructor', { personId: other.id });
    assert.deepEqual(await plannedFor(left), []);
    await assert.rejects(schedule(another.id, '2026-03-10', [one.id]), refusal('session.instructor_clash'));
  });
});
