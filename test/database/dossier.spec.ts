import assert from 'node:assert/strict';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, beforeEach, describe, it } from 'node:test';
import { localDate } from '#libs/kernel';
import {
  DossierDocumentsService,
  DossierQueue,
  DossierService,
  DossierState,
  dossierQuery,
  NominationHistory,
  NominationsService,
  SelectionService,
} from '#libs/nominations';
import type { Organisation } from '#libs/people';
import { Database, Outbox, UnitOfWork } from '#libs/platform';
import type { CourseRun, DocumentKind } from '#libs/training';
import { arrived, fieldsOf, pdf, png } from '../support/documents.js';
import { laoCoordinator, nominatorOf, openRun, Story, startNominations } from '../support/nominations.js';
import { outcome } from '../support/outcome.js';
import type { TestContext } from '../support/platform.js';
import { statementsOf } from '../support/statements.js';
import { actorOf, organisation, vnCoordinator } from '../support/training.js';

describe('dossiers in a database', () => {
  let context: TestContext;
  let story: Story;
  let documents: DossierDocumentsService;
  let dossiers: DossierService;
  let queue: DossierQueue;
  let industry: Organisation;
  let transport: Organisation;
  let run: CourseRun;
  before(async () => {
    context = await startNominations();
    story = new Story(context);
    documents = context.get(DossierDocumentsService);
    dossiers = context.get(DossierService);
    queue = context.get(DossierQueue);
    industry = await organisation(context, 'Industry');
    transport = await organisation(context, 'Transport');
  });
  after(() => context.close());
  beforeEach(async () => {
    context.clock.set('2026-03-02T02:00:00Z');
    run = await openRun(context, { requiredDocuments: ['passport', 'photo'] }, [industry.id, 20], [transport.id, 20]);
  });

  const upload = async (id: string, kind: DocumentKind, by = nominatorOf(industry), content?: Buffer) =>
    documents.add(by, id, fieldsOf(kind), await arrived(context, content ?? (kind === 'photo' ? png() : pdf())));
  const whole = async (who?: object) => {
    const { id } = await story.draft(industry, run, who);
    for (const kind of ['passport', 'photo'] as const) await upload(id, kind);
    return id;
  };
  const stored = async () => {
    const folder = join(context.configuration.dataDir, 'files');
    return (await readdir(folder, { recursive: true })).filter((name) => name.length > 10).length;
  };
  const waiting = async (fields: object = {}) =>
    (await queue.list(vnCoordinator, dossierQuery.parse({ runId: run.id, ...fields }))).items.map(
      ({ nomination }) => nomination.id,
    );

  it('lack what the run requires until it is there', async () => {
    const { id } = await story.draft(industry, run);
    const state = async () => (await context.get(DossierState).of([id])).get(id)!;
    assert.deepEqual((await state()).missing, ['passport', 'photo']);
    await upload(id, 'photo', undefined, png(600, 400));
    assert.deepEqual((await state()).missing, ['passport']);
    assert.deepEqual(
      (await state()).problems.map(({ code, args }) => [code, args]),
      [['photo_shape', { width: 600, height: 400 }]],
    );
    await upload(id, 'passport');
    assert.deepEqual(await state(), {
      required: ['passport', 'photo'],
      missing: [],
      problems: (await state()).problems,
    });
  });

  it('replace a document by the next of its kind, and let the bytes of the first go', async () => {
    const { id } = await story.draft(industry, run);
    const before = await stored();
    const first = await upload(id, 'passport');
    const second = await upload(id, 'passport');
    await context.get(Outbox).deliver();
    assert.equal((await stored()) - before, 1);
    const { documents: held } = await dossiers.of(nominatorOf(industry), id);
    assert.deepEqual(
      held.map((one) => one.id),
      [second.id],
    );
    const gone = dossiers.open(nominatorOf(industry), id, first.id, 'download');
    assert.equal(await outcome(gone), 'not_found');
  });

  it('keep one live document of a kind, however many arrive at once', async () => {
    const { id } = await story.draft(industry, run);
    const before = await stored();
    const answers = await Promise.all(Array.from({ length: 6 }, () => outcome(upload(id, 'passport'))));
    assert.deepEqual(new Set(answers), new Set(['done']));
    const { documents: held } = await dossiers.of(nominatorOf(industry), id);
    assert.equal(held.length, 1);
    const [row] = await context
      .get(Database)
      .rows<{ number: number }>('SELECT COUNT(*) AS number FROM dossier_document WHERE nomination_id = ?', [id]);
    assert.equal(Number(row!.number), 6);
    await context.get(Outbox).deliver();
    assert.equal((await stored()) - before, 1);
  });

  it('refuse in the database a second live document of a kind', async () => {
    const { id } = await story.draft(industry, run);
    const { id: documentId } = await upload(id, 'passport');
    const [row] = await context
      .get(Database)
      .rows<{ live_key: string }>('SELECT live_key FROM dossier_document WHERE id = ?', [documentId]);
    assert.equal(row!.live_key, `${id}:passport`);
  });

  it('are changed in a draft and after a return, by the organisation or on its behalf', async () => {
    const { id } = await story.draft(industry, run);
    assert.equal(await outcome(upload(id, 'cv', laoCoordinator)), 'not_found');
    const { id: cv } = await upload(id, 'cv');
    await context.get(NominationsService).submit(nominatorOf(industry), id);
    assert.equal(await outcome(upload(id, 'cv')), 'dossier.not_open');
    assert.equal(await outcome(documents.remove(nominatorOf(industry), id, cv)), 'dossier.not_open');
    await story.return(id, localDate('2026-03-06'));
    assert.equal(await outcome(upload(id, 'cv', laoCoordinator)), 'done');
    const history = await context.get(NominationHistory).of(laoCoordinator, id);
    const last = history.at(-1)!;
    assert.deepEqual([last.action, last.document, last.onBehalf], ['nomination.document_added', 'cv', true]);
    context.clock.set('2026-03-07T02:00:00Z');
    assert.equal(await outcome(upload(id, 'cv')), 'nomination.return_expired');
  });

  it('are brought by a replacement after it has entered as submitted', async () => {
    const id = await whole();
    await context.get(NominationsService).submit(nominatorOf(industry), id);
    await story.select(id);
    await story.confirm(id);
    const { replacement } = await story.substitute(industry, id);
    assert.equal(await outcome(upload(replacement.id, 'passport')), 'done');
    await story.select(replacement.id);
    assert.equal(await outcome(upload(replacement.id, 'photo')), 'dossier.not_open');
    assert.equal(await outcome(story.confirm(replacement.id)), 'nomination.dossier_incomplete');
  });

  it('are out of sight of everybody else, whatever ids they guess', async () => {
    const id = await whole();
    const { documents: held } = await dossiers.of(nominatorOf(industry), id);
    const other = await story.draft(transport, run);
    const strangers = [
      nominatorOf(transport),
      laoCoordinator,
      vnCoordinator,
      actorOf('trainee', { personId: other.personId }),
    ];
    for (const actor of strangers) {
      assert.equal(await outcome(dossiers.of(actor, id)), 'not_found');
      assert.equal(await outcome(dossiers.open(actor, id, held[0]!.id, 'download')), 'not_found');
    }
    const through = dossiers.open(nominatorOf(transport), other.id, held[0]!.id, 'download');
    assert.equal(await outcome(through), 'not_found');
    const remove = documents.remove(nominatorOf(transport), other.id, held[0]!.id);
    assert.equal(await outcome(remove), 'not_found');
    for (const role of ['auditor', 'lao_co_chair', 'instructor', 'consumer', 'admin'] as const)
      assert.equal(await outcome(dossiers.of(actorOf(role), id)), 'forbidden', role);
  });

  it('write down every opening once, for the person to see', async () => {
    const id = await whole();
    const { personId } = await context.get(NominationsService).get(nominatorOf(industry), id);
    await context.get(NominationsService).submit(nominatorOf(industry), id);
    await story.select(id);
    const { documents: held } = await dossiers.of(vnCoordinator, id);
    const passport = held.find(({ kind }) => kind === 'passport')!;
    for (const way of ['preview', 'download'] as const) {
      const { stream } = await dossiers.open(vnCoordinator, id, passport.id, way);
      stream.destroy();
    }
    const person = actorOf('trainee', { personId });
    const { openings } = await dossiers.of(person, id);
    assert.deepEqual(
      openings.map(({ kind, party, way }) => [kind, party, way]),
      [
        ['passport', 'vn', 'download'],
        ['passport', 'vn', 'preview'],
      ],
    );
    const [row] = await context
      .get(Database)
      .rows<{ number: number }>(
        "SELECT COUNT(*) AS number FROM audit_event WHERE noun = 'dossier_document' AND subject_id = ?",
        [passport.id],
      );
    assert.equal(Number(row!.number), 2);
  });

  it('keep the note of an opening for good', async () => {
    const id = await whole();
    const { documents: held } = await dossiers.of(nominatorOf(industry), id);
    (await dossiers.open(nominatorOf(industry), id, held[0]!.id, 'download')).stream.destroy();
    await documents.remove(nominatorOf(industry), id, held[0]!.id);
    assert.equal((await dossiers.of(nominatorOf(industry), id)).openings.length, 1);
    const database = context.get(Database);
    for (const sql of ["UPDATE dossier_download SET way = 'preview'", 'DELETE FROM dossier_download'])
      await assert.rejects(
        context.get(UnitOfWork).run(() => database.change(sql, [])),
        /append-only/,
      );
  });

  it('are confirmed when whole, and refused when not', async () => {
    const bare = await story.selected(industry, run);
    assert.equal(await outcome(story.confirm(bare.id)), 'nomination.dossier_incomplete');
    const [seats] = await context
      .get(Database)
      .rows<{ seats_taken: number }>('SELECT seats_taken FROM course_run WHERE id = ?', [run.id]);
    assert.equal(Number(seats!.seats_taken), 0);
    const id = await whole();
    await context.get(NominationsService).submit(nominatorOf(industry), id);
    await story.select(id, 'the first is not whole');
    assert.equal(await outcome(story.confirm(id)), 'done');
  });

  it('go back with a code that says enough, or with words', async () => {
    const { id } = await story.selected(industry, run);
    const until = localDate('2026-03-20');
    const give = (fields: object) =>
      context
        .get(SelectionService)
        .return(vnCoordinator, id, { until, ...fields } as Parameters<SelectionService['return']>[2]);
    assert.equal(await outcome(give({ reasonCode: 'other' })), 'field.reason_required');
    assert.equal(await outcome(give({})), 'field.reason_required');
    const returned = await give({ reasonCode: 'unreadable' });
    assert.deepEqual(
      [returned.status, returned.statusReason, returned.statusReasonCode],
      ['returned', null, 'unreadable'],
    );
    const last = (await context.get(NominationHistory).of(nominatorOf(industry), id)).at(-1)!;
    assert.deepEqual([last.action, last.reasonCode, last.reason], ['nomination.returned', 'unreadable', null]);
    await context.get(NominationsService).submit(nominatorOf(industry), id);
    const { statusReasonCode } = await context.get(NominationsService).get(nominatorOf(industry), id);
    assert.equal(statusReasonCode, null);
  });

  describe('waiting for a check', () => {
    it('stand in a queue, the oldest selection first, page by page', async () => {
      const ids: string[] = [];
      for (const owner of [industry, transport, industry, transport, industry]) {
        context.clock.set(`2026-03-02T03:0${ids.length}:00Z`);
        ids.push((await story.submitted(owner, run)).id);
      }
      const order = [2, 0, 4, 1, 3].map((index) => ids[index]!);
      for (const [index, id] of order.entries()) {
        context.clock.set(`2026-03-02T04:0${index}:00Z`);
        await story.select(id, 'in this order');
      }
      assert.deepEqual(await waiting(), order);
      const first = await queue.list(vnCoordinator, dossierQuery.parse({ runId: run.id, pageSize: 2 }));
      assert.deepEqual([first.total, first.next], [5, order[1]]);
      assert.deepEqual(await waiting({ pageSize: 2, after: order[1] }), order.slice(2, 4));
      assert.deepEqual(await waiting({ pageSize: 2, page: 3 }), order.slice(4));
      assert.equal(await queue.next(vnCoordinator, order[2]!, run.id), order[3]);
      assert.equal(await queue.next(vnCoordinator, order[4]!, run.id), order[0]);
      await story.return(order[3]!, localDate('2026-03-20'), vnCoordinator);
      assert.equal(await queue.next(vnCoordinator, order[3]!, run.id), order[4]);
      assert.deepEqual(await waiting(), [order[0], order[1], order[2], order[4]]);
      assert.equal(await outcome(queue.list(laoCoordinator, dossierQuery.parse({}))), 'forbidden');
      assert.equal(await outcome(waiting({ after: 'nonsense' })), 'list.cursor_malformed');
    });

    it('are read in as many statements, few or many', async () => {
      // News of the steps is told in between, in statements of its own.
      const read = async () => {
        await context.get(Outbox).deliver();
        return statementsOf(context, () => queue.list(vnCoordinator, dossierQuery.parse({ runId: run.id })));
      };
      await story.selected(industry, run);
      const few = await read();
      for (let index = 0; index < 8; index += 1) await story.select((await story.submitted(industry, run)).id, 'more');
      assert.equal(await read(), few);
    });
  });
});
