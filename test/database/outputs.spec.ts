import assert from 'node:assert/strict';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { type Actor, DomainError, isAllowed, newId } from '#libs/kernel';
import { NominationsModule, nominationsEntities } from '#libs/nominations';
import {
  AcceptedOutputs,
  DatasetTables,
  OutputAuthors,
  OutputCatalogue,
  OutputFilesService,
  OutputReviewService,
  OutputsModule,
  OutputsService,
  OutputWaiversService,
  outputListQuery,
  outputsEntities,
  tableFields,
} from '#libs/outputs';
import { peopleEntities } from '#libs/people';
import { Database, Outbox, Schema, UnitOfWork } from '#libs/platform';
import { type CourseRun, RunClosing, SessionsService, TrainingModule, trainingEntities } from '#libs/training';
import { engine } from '../support/engine.js';
import {
  acceptedOutput,
  arrived,
  contents,
  describedOutput,
  fullMarks,
  laoCoordinator,
  lookedThrough,
  moveRun,
  publishedOutput,
  runIn,
  submittedOutput,
  type Trainee,
  traineeOf,
} from '../support/outputs.js';
import { startContext, type TestContext } from '../support/platform.js';
import { actorOf, en, person, requiring, sessionOn, vnCoordinator } from '../support/training.js';

const codeOf = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'done',
    (error: unknown) => {
      if (!(error instanceof DomainError)) throw error;
      return error.code;
    },
  );

describe('outputs', () => {
  let context: TestContext;
  let outputs: OutputsService;
  let review: OutputReviewService;
  let files: OutputFilesService;
  let catalogue: OutputCatalogue;
  let accepted: AcceptedOutputs;
  let run: CourseRun;
  let trainee: Trainee;

  before(async () => {
    context = await startContext(
      [TrainingModule, NominationsModule, OutputsModule],
      [...peopleEntities, ...trainingEntities, ...nominationsEntities, ...outputsEntities],
    );
    outputs = context.get(OutputsService);
    review = context.get(OutputReviewService);
    files = context.get(OutputFilesService);
    catalogue = context.get(OutputCatalogue);
    accepted = context.get(AcceptedOutputs);
    run = await runIn(context, 'running');
    trainee = await traineeOf(context, run, 'ສົມພອນ');
  });
  after(() => context.close());

  const audited = async (action: string, id: string) =>
    Number(
      (
        await context
          .get(Database)
          .rows<{ n: number }>('SELECT COUNT(*) AS n FROM audit_event WHERE action = ? AND subject_id = ?', [
            action,
            id,
          ])
      )[0]?.n,
    );
  const storedFiles = async () => {
    const folders = await readdir(join(context.configuration.dataDir, 'files'), { recursive: true });
    return folders.filter((name) => name.length > 3).length;
  };
  const instructor = async (of: CourseRun): Promise<Actor> => {
    const lecturer = await person(context, 'Nguyễn Thị Hạnh');
    // Several of them at once, in groups.
    const lesson = sessionOn('2026-03-10', { instructorIds: [lecturer.id], override: { reason: 'in groups' } });
    await context.get(SessionsService).schedule(vnCoordinator, of.id, lesson);
    return actorOf('instructor', { personId: lecturer.id });
  };

  it('have tables that match their entities', async () => {
    assert.deepEqual(await context.get(Schema).drift(), []);
  });

  describe('a draft', () => {
    it('names the trainee who drafts as author', async () => {
      const { id } = await outputs.draft(trainee.actor, run.id, describedOutput());
      const { authors, output } = await catalogue.get(trainee.actor, id);
      assert.deepEqual(
        authors.map(({ enrolmentId }) => enrolmentId),
        [trainee.enrolmentId],
      );
      assert.equal(output.versionNumber, 1);
    });

    it('of an instructor names authors of the run, and nobody else', async () => {
      const teacher = await instructor(run);
      assert.equal(await codeOf(outputs.draft(teacher, run.id, describedOutput())), 'invalid');
      assert.equal(await codeOf(outputs.draft(teacher, run.id, describedOutput({ authorIds: [newId()] }))), 'invalid');
      const { id } = await outputs.draft(teacher, run.id, describedOutput({ authorIds: [trainee.enrolmentId] }));
      assert.equal((await catalogue.get(trainee.actor, id)).authors[0]?.fullName, 'ສົມພອນ');
    });

    it('is made in a run that is going on, by those who are in it', async () => {
      const planned = await runIn(context, 'call_open');
      const stranger = await traineeOf(context, planned, 'ບຸນມີ');
      assert.equal(await codeOf(outputs.draft(stranger.actor, planned.id, describedOutput())), 'output.run_not_open');
      assert.equal(await codeOf(outputs.draft(stranger.actor, run.id, describedOutput())), 'forbidden');
      assert.equal(await codeOf(outputs.draft(vnCoordinator, run.id, describedOutput())), 'forbidden');
      assert.equal(await codeOf(context.get(OutputAuthors).possible(stranger.actor, run.id)), 'forbidden');
    });

    it('keeps what an edit leaves out, and refuses an edit of an older version', async () => {
      const { id, version } = await outputs.draft(trainee.actor, run.id, describedOutput());
      const edited = await outputs.edit(trainee.actor, id, version, { sector: 'dairy' });
      assert.equal(edited.title.vi, 'Báo cáo quản lý khu kinh tế');
      assert.equal(edited.sector, 'dairy');
      assert.equal(await codeOf(outputs.edit(trainee.actor, id, version, { sector: 'chemicals' })), 'stale');
    });

    it('is submitted when it lacks nothing, and is told all it lacks at once', async () => {
      const { id } = await outputs.draft(trainee.actor, run.id, describedOutput({ title: en('Report') }));
      const lacks = async () => {
        const refusal = await outputs.submit(trainee.actor, id).catch((error: DomainError) => error);
        return refusal instanceof DomainError ? [refusal.code, ...refusal.fields.map(({ pointer }) => pointer)] : [];
      };
      assert.deepEqual(await lacks(), ['output.incomplete', '/title', '/files']);
      await outputs.edit(trainee.actor, id, 1, { title: describedOutput().title });
      assert.deepEqual(await lacks(), ['output.incomplete', '/files']);
    });

    it('becomes another kind only while nothing of its kind is written', async () => {
      const { id } = await outputs.draft(trainee.actor, run.id, describedOutput());
      assert.equal(await codeOf(outputs.edit(trainee.actor, id, 1, { kind: 'model' })), 'output.kind_has_content');
      const other = outputs.edit(trainee.actor, id, 1, { content: contents.model });
      assert.equal(await codeOf(other), 'output.kind_has_content');
      await outputs.edit(trainee.actor, id, 1, { content: null });
      const model = await outputs.edit(trainee.actor, id, 2, { kind: 'model', content: contents.model });
      assert.equal(model.content?.kind, 'model');
      const { output } = await catalogue.get(trainee.actor, id);
      assert.deepEqual(output.content, contents.model);
    });

    it('stays a dataset while it has tables', async () => {
      const { id } = await outputs.draft(trainee.actor, run.id, describedOutput({ kind: 'dataset', content: null }));
      const fields = tableFields.parse({
        name: 'lorries',
        title: en('Lorries'),
        schema: { fields: [{ name: 'gate' }] },
      });
      await context.get(DatasetTables).declare(trainee.actor, id, fields);
      const { output } = await catalogue.get(trainee.actor, id);
      const change = outputs.edit(trainee.actor, id, output.version, { kind: 'model' });
      assert.equal(await codeOf(change), 'output.kind_has_tables');
    });

    it('is found by what it says and whom it concerns', async () => {
      const { id } = await outputs.draft(trainee.actor, run.id, describedOutput());
      for (const q of ['ຫວັນ ໂລຈິ', 'do tai cua khau'])
        assert.ok(
          (await catalogue.list(trainee.actor, outputListQuery.parse({ q }))).items.some((one) => one.id === id),
          q,
        );
    });

    it('holds a model of as many words as its form takes', async () => {
      const long = { lo: 'ກ'.repeat(1500), vi: 'ấ'.repeat(1500), en: 'a'.repeat(1500) };
      const steps = Array.from({ length: 30 }, () => ({ title: en('Step'), description: long, role: '' }));
      const content = { ...contents.model, steps };
      const { id } = await outputs.draft(trainee.actor, run.id, describedOutput({ kind: 'model', content }));
      assert.deepEqual((await catalogue.get(trainee.actor, id)).output.content, content);
    });
  });

  describe('a file', () => {
    it('is kept under a name of our own with its hash and true type', async () => {
      const { id } = await outputs.draft(trainee.actor, run.id, describedOutput());
      const file = await files.add(trainee.actor, id, await arrived(context, 'C:\\ເອກະສານ\\ຂໍ້ມູນ.csv', 'ກ,1\n'));
      assert.equal(file.name, 'ຂໍ້ມູນ.csv');
      assert.equal(file.mediaType, 'text/csv');
      assert.match(file.sha256, /^[0-9a-f]{64}$/);
      const { stream, size } = await files.open(trainee.actor, id, file.id);
      assert.equal(size, file.size);
      assert.equal(Buffer.concat(await stream.toArray()).toString(), 'ກ,1\n');
    });

    it('that is refused leaves nothing on the disk', async () => {
      const { id } = await outputs.draft(trainee.actor, run.id, describedOutput());
      const present = await storedFiles();
      const refuse = async (name: string, content: string) =>
        codeOf(files.add(trainee.actor, id, await arrived(context, name, content)));
      assert.equal(await refuse('page.html', '<html>'), 'file.type_not_accepted');
      assert.equal(await refuse('report.pdf', 'words'), 'file.content_contradicts_name');
      assert.equal(await refuse('rows.csv', 'MZ\0\0'), 'file.not_utf8_text');
      assert.equal(await refuse('rows.csv', ''), 'file.empty');
      assert.equal(await storedFiles(), present);
    });

    it('is taken by its author only, and bears a name once', async () => {
      const { id } = await outputs.draft(trainee.actor, run.id, describedOutput());
      const add = async (actor: Actor) => codeOf(files.add(actor, id, await arrived(context, 'a.txt', 'a')));
      const stranger = await traineeOf(context, run, 'ບົວຄຳ');
      assert.equal(await add(stranger.actor), 'not_found');
      assert.equal(await codeOf(files.expect(laoCoordinator, id)), 'forbidden');
      assert.equal(await add(trainee.actor), 'done');
      assert.equal(await add(trainee.actor), 'output.file_name_taken');
    });

    it('is the twentieth at most, also when two arrive at once', async () => {
      const { id } = await outputs.draft(trainee.actor, run.id, describedOutput());
      for (let number = 1; number <= 19; number += 1)
        await files.add(trainee.actor, id, await arrived(context, `${number}.txt`, 'x'));
      const codes = await Promise.all(
        ['a.txt', 'b.txt', 'c.txt'].map(async (name) =>
          codeOf(files.add(trainee.actor, id, await arrived(context, name, 'x'))),
        ),
      );
      assert.deepEqual(codes.toSorted(), ['done', 'output.too_many_files', 'output.too_many_files']);
      assert.equal((await catalogue.get(trainee.actor, id)).files.length, 20);
    });

    it('is taken away from a draft with its bytes', async () => {
      const { id } = await outputs.draft(trainee.actor, run.id, describedOutput());
      const present = await storedFiles();
      const file = await files.add(trainee.actor, id, await arrived(context, 'a.txt', 'a'));
      await files.remove(trainee.actor, id, file.id);
      await context.get(Outbox).deliver();
      assert.equal(await storedFiles(), present);
      assert.equal(await codeOf(files.open(trainee.actor, id, file.id)), 'not_found');
    });
  });

  describe('a submitted output', () => {
    it('is reviewed by its instructor or Viet Nam, never by the Lao side', async () => {
      const id = await submittedOutput(context, trainee, run);
      const other = await instructor(await runIn(context, 'running'));
      assert.equal(await codeOf(review.accept(laoCoordinator, id, fullMarks)), 'forbidden');
      assert.equal(await codeOf(review.accept(trainee.actor, id, fullMarks)), 'forbidden');
      assert.equal(await codeOf(review.accept(other, id, fullMarks)), 'not_found');
      assert.equal(await codeOf(review.return(laoCoordinator, id, 'Why?')), 'forbidden');
      assert.equal(await codeOf(review.accept(await instructor(run), id, fullMarks)), 'done');
    });

    it('comes back with a reason, is edited and submitted again', async () => {
      const id = await submittedOutput(context, trainee, run);
      assert.equal(await codeOf(outputs.edit(trainee.actor, id, 3, { sector: 'dairy' })), 'output.not_editable');
      const returned = await review.return(vnCoordinator, id, 'Thiếu số liệu');
      assert.equal(returned.statusReason, 'Thiếu số liệu');
      await outputs.edit(trainee.actor, id, returned.version, { sector: 'dairy' });
      const again = await outputs.submit(trainee.actor, id);
      assert.equal(again.status, 'submitted');
      assert.equal(again.statusReason, null);
    });

    it('is not published before the course side accepted it', async () => {
      const id = await submittedOutput(context, trainee, run);
      assert.equal(await codeOf(review.approvePublication(laoCoordinator, id)), 'output.step.publish');
    });
  });

  describe('an accepted output', () => {
    it('is published when both sides have spoken, by two people', async () => {
      const id = await acceptedOutput(context, trainee, run);
      const both = actorOf('lao_coordinator', { roles: ['lao_coordinator', 'vn_coordinator'] });
      assert.equal((await review.approvePublication(both, id)).status, 'accepted');
      assert.equal(await codeOf(review.approvePublication(both, id)), 'output.other_person');
      assert.equal(await codeOf(review.approvePublication(laoCoordinator, id)), 'output.side_has_spoken');
      assert.equal((await review.approvePublication(vnCoordinator, id)).status, 'published');
    });

    it('is returned by either side, which makes approvals void', async () => {
      const id = await acceptedOutput(context, trainee, run);
      await review.approvePublication(laoCoordinator, id);
      assert.equal(await codeOf(review.return(await instructor(run), id, 'Again')), 'forbidden');
      await review.return(laoCoordinator, id, 'ຂາດແຫຼ່ງຂໍ້ມູນ');
      await outputs.submit(trainee.actor, id);
      await review.accept(vnCoordinator, id, fullMarks);
      await lookedThrough(context);
      assert.equal((await review.approvePublication(vnCoordinator, id)).status, 'accepted');
      assert.equal((await review.approvePublication(laoCoordinator, id)).status, 'published');
    });

    it('approved by both at once is published exactly once', async () => {
      for (let round = 0; round < 8; round += 1) {
        const id = await acceptedOutput(context, trainee, run);
        const codes = await Promise.all([
          codeOf(review.approvePublication(laoCoordinator, id)),
          codeOf(review.approvePublication(vnCoordinator, id)),
          codeOf(review.approvePublication(vnCoordinator, id)),
        ]);
        assert.equal(codes.filter((code) => code === 'done').length, 2, codes.join());
        const { output, approvals } = await catalogue.get(vnCoordinator, id);
        assert.equal(output.status, 'published');
        assert.equal(approvals.length, 2);
        assert.equal(await audited('output.published', id), 1);
      }
    });

    it('would be published by nobody if the two words were only counted', { skip: engine === 'sqlite' }, async () => {
      const id = await acceptedOutput(context, trainee, run);
      const database = context.get(Database);
      const meeting = () => {
        let here = 0;
        return async () => {
          here += 1;
          while (here < 2) await new Promise((resolve) => setTimeout(resolve, 5));
        };
      };
      const [bothSpoke, bothCounted] = [meeting(), meeting()];
      const word = (side: string) =>
        context.get(UnitOfWork).run(async () => {
          await database.change(
            'INSERT INTO output_approval (id, output_id, side, account_id, at) VALUES (?, ?, ?, ?, ?)',
            [newId(), id, side, newId(), '2026-03-02 00:00:00.000'],
          );
          await bothSpoke();
          const words = await database.rows('SELECT id FROM output_approval WHERE output_id = ?', [id]);
          await bothCounted();
          return words.length === 2;
        });
      assert.deepEqual(await Promise.all([word('LA'), word('VN')]), [false, false]);
    });
  });

  describe('a published output', () => {
    it('never changes, nor do its files', async () => {
      const id = await publishedOutput(context, trainee, run);
      const { output, files: held } = await catalogue.get(trainee.actor, id);
      const edit = outputs.edit(trainee.actor, id, output.version, { sector: 'dairy' });
      assert.equal(await codeOf(edit), 'output.not_editable');
      const add = files.add(trainee.actor, id, await arrived(context, 'more.txt', 'x'));
      assert.equal(await codeOf(add), 'output.not_editable');
      assert.equal(await codeOf(files.remove(trainee.actor, id, held[0]?.id ?? '')), 'output.not_editable');
      assert.equal(await codeOf(outputs.submit(trainee.actor, id)), 'output.step.submit');
      assert.equal(await codeOf(review.return(vnCoordinator, id, 'Late')), 'output.step.return');
    });

    it('is held fast by the database itself', async () => {
      const id = await publishedOutput(context, trainee, run);
      const change = (sql: string) => context.get(UnitOfWork).run(() => context.get(Database).change(sql, [id]));
      for (const statement of [
        "UPDATE output SET title = '{}' WHERE id = ?",
        "UPDATE output SET access_level = 'restricted' WHERE id = ?",
        "UPDATE output SET licence = 'cc0' WHERE id = ?",
        'UPDATE output SET gate = NULL WHERE id = ?',
        "UPDATE output SET content = '{}' WHERE id = ?",
        'UPDATE output SET enterprises = NULL, criteria = NULL WHERE id = ?',
        "UPDATE output_file SET name = 'x' WHERE output_id = ?",
        'DELETE FROM output_file WHERE output_id = ?',
        'DELETE FROM output_author WHERE output_id = ?',
      ])
        await assert.rejects(change(statement), /is (published|described)/, statement);
    });

    it('is withdrawn with a reason', async () => {
      const id = await publishedOutput(context, trainee, run);
      assert.equal(await codeOf(review.withdraw(trainee.actor, id, 'No')), 'forbidden');
      const withdrawn = await review.withdraw(laoCoordinator, id, 'ມີຂໍ້ມູນສ່ວນບຸກຄົນ');
      assert.equal(withdrawn.status, 'withdrawn');
      assert.equal(withdrawn.statusReason, 'ມີຂໍ້ມູນສ່ວນບຸກຄົນ');
    });

    it('gets a new version beside it, with its files, once', async () => {
      const id = await publishedOutput(context, trainee, run);
      const next = await outputs.beginVersion(trainee.actor, id);
      const { output, files: copies, authors } = await catalogue.get(trainee.actor, next.id);
      assert.equal(output.versionNumber, 2);
      assert.equal(output.status, 'draft');
      assert.equal(authors.length, 1);
      assert.equal(await codeOf(outputs.beginVersion(trainee.actor, id)), 'output.has_newer_version');
      await files.remove(trainee.actor, next.id, copies[0]?.id ?? '');
      await context.get(Outbox).deliver();
      const original = (await catalogue.get(trainee.actor, id)).files[0];
      const { stream } = await files.open(trainee.actor, id, original?.id ?? '');
      assert.ok(Buffer.concat(await stream.toArray()).length > 0);
    });
  });

  it('begin their next version once, however many ask at once', async () => {
    const id = await publishedOutput(context, trainee, run);
    const codes = await Promise.all([1, 2, 3].map(() => codeOf(outputs.beginVersion(trainee.actor, id))));
    assert.deepEqual(codes.toSorted(), ['done', 'output.has_newer_version', 'output.has_newer_version']);
  });

  describe('the list', () => {
    it('holds what each may see and no more', async () => {
      const other = await runIn(context, 'running');
      const author = await traineeOf(context, other, 'ຄຳຫຼ້າ');
      const { id } = await outputs.draft(author.actor, other.id, describedOutput());
      const seen = async (actor: Actor) =>
        (await catalogue.list(actor, outputListQuery.parse({ pageSize: 200 }))).items.some((item) => item.id === id);
      assert.equal(await seen(author.actor), true);
      assert.equal(await seen(trainee.actor), false);
      assert.equal(await seen(await instructor(other)), true);
      assert.equal(await seen(await instructor(run)), false);
      for (const role of ['lao_coordinator', 'vn_coordinator', 'lao_co_chair', 'vn_co_chair', 'auditor'] as const)
        assert.equal(await seen(actorOf(role)), true, role);
      assert.equal(await seen(actorOf('trainee')), false);
      for (const role of ['nominator', 'consumer', 'admin'] as const)
        assert.equal(await codeOf(catalogue.list(actorOf(role), outputListQuery.parse({}))), 'forbidden');
    });

    it('says what waits on whom', async () => {
      const id = await acceptedOutput(context, trainee, run);
      const waits = async (actor: Actor) =>
        (await catalogue.waiting(actor)).approval.some((output) => output.id === id);
      assert.equal(await waits(laoCoordinator), true);
      await review.approvePublication(laoCoordinator, id);
      assert.equal(await waits(laoCoordinator), false);
      assert.equal(await waits(vnCoordinator), true);
    });
  });

  describe('the run', () => {
    it('counts kinds of accepted outputs for their authors', async () => {
      const own = await runIn(context, 'running');
      const author = await traineeOf(context, own, 'ວັນນາ');
      const peer = await traineeOf(context, own, 'ສຸກສັນ');
      await acceptedOutput(context, author, own, { kind: 'dataset', authorIds: [peer.enrolmentId] });
      await submittedOutput(context, author, own, { kind: 'model' });
      const counted = await accepted.byRun(own.id);
      assert.deepEqual([...(counted.get(author.enrolmentId) ?? [])], ['dataset']);
      assert.deepEqual([...(counted.get(peer.enrolmentId) ?? [])], ['dataset']);
    });

    it('is closed when each required kind is published or waived by both, and a waiver makes nobody eligible', async () => {
      const own = await runIn(context, 'running', { requiredOutputs: requiring('dataset', 'practical_report') });
      const author = await traineeOf(context, own, 'ແກ້ວ');
      const closing = context.get(RunClosing);
      const asked = async () => {
        const decision = await closing.mayClose(own.id);
        return isAllowed(decision) ? decision : `${decision.denied} ${decision.args.kinds}`;
      };
      assert.equal(await asked(), 'output.required_open dataset_practical_report');
      await publishedOutput(context, author, own, { kind: 'practical_report' });
      await moveRun(context, own, 'completed');
      assert.equal(await asked(), 'output.required_open dataset');
      const waivers = context.get(OutputWaiversService);
      const waive = (actor: Actor, kind: 'dataset' | 'model' | 'practical_report') =>
        codeOf(waivers.waive(actor, own.id, { kind, reason: 'Không có số liệu' }));
      assert.equal(await waive(vnCoordinator, 'practical_report'), 'output.kind_published');
      assert.equal(await waive(vnCoordinator, 'model'), 'output.kind_not_required');
      assert.equal(await waive(trainee.actor, 'dataset'), 'forbidden');
      assert.equal(await waive(vnCoordinator, 'dataset'), 'done');
      assert.equal(await waive(vnCoordinator, 'dataset'), 'output.side_has_spoken');
      assert.equal(await asked(), 'output.required_open dataset');
      assert.equal(await waive(laoCoordinator, 'dataset'), 'done');
      assert.equal(await asked(), 'allowed');
      assert.deepEqual([...((await accepted.byRun(own.id)).get(author.enrolmentId) ?? [])], ['practical_report']);
    });
  });
});
