import assert from 'node:assert/strict';
import { after, before, describe, it, mock } from 'node:test';
import { type Actor, localDate } from '#libs/kernel';
import {
  ConfirmationService,
  EscalationService,
  NominationsService,
  RunMessagesService,
  runMessageFields,
} from '#libs/nominations';
import type { Organisation } from '#libs/people';
import { Database, MailDispatch, MailLog, MailsService, mailQuery, Outbox, UnitOfWork } from '#libs/platform';
import type { CourseRun } from '#libs/training';
import { engine } from '../support/engine.js';
import { storedMails } from '../support/mails.js';
import { nominatorOf, openRun, Story, somebody, startNominations } from '../support/nominations.js';
import { anActor } from '../support/people.js';
import type { TestContext } from '../support/platform.js';
import { statementsOf } from '../support/statements.js';
import { actorOf, organisation } from '../support/training.js';

let context: TestContext;
let story: Story;
let ministry: Organisation;
let office: Organisation;
let nominator: Actor;
let lao: Actor;
let vn: Actor;

before(async () => {
  context = await startNominations();
  story = new Story(context);
  ministry = await organisation(context, 'MOIC');
  office = await organisation(context, 'Office', ministry);
  nominator = await anActor(context, 'nominator', { organisationId: ministry.id, language: 'lo' });
  lao = await anActor(context, 'lao_coordinator', { language: 'lo' });
  vn = await anActor(context, 'vn_coordinator', { language: 'vi' });
  await anActor(context, 'lao_co_chair', { language: 'lo' });
  await anActor(context, 'vn_co_chair', { language: 'vi' });
});
after(() => context.close());

const aRun = (seats = 5): Promise<CourseRun> => openRun(context, { capacity: 10 }, [ministry.id, seats]);

interface Sent {
  to: string | null;
  template: string;
  language: string;
  args: {
    items?: { action: string; person: string; until: string | null }[];
    count?: number;
    state?: string;
    above?: boolean;
    since?: string;
  };
  text: string;
  subject: string;
  readers: string;
}

/** The mails about a run, in the order they were written. */
async function mailsOf(run: CourseRun): Promise<Sent[]> {
  await context.get(Outbox).deliver();
  const found = await context
    .get(Database)
    .rows<Record<string, string>>(
      'SELECT m.*, a.name AS receiver FROM mail m LEFT JOIN account a ON a.id = m.account_id WHERE m.subject_id = ? ORDER BY m.id',
      [run.id],
    );
  return found.map((raw) => {
    const args = JSON.parse(raw.args!);
    const { text, subject } = context.get(MailsService).preview(raw.template!, raw.language as 'lo', args);
    return {
      to: raw.receiver!,
      template: raw.template!,
      language: raw.language!,
      args,
      text,
      subject,
      readers: raw.readers!,
    };
  });
}

/** All news ever, as after a crash. */
async function toldAgain(): Promise<void> {
  await context.get(UnitOfWork).run(async () => {
    await context.get(Database).change('UPDATE outbox_message SET done_at = NULL, due_at = raised_at', []);
  });
  await context.get(Outbox).deliver();
}

const to = (mails: Sent[], actor: Actor) => mails.filter((mail) => mail.to === actor.name);

describe('the steps of nominations', () => {
  it('are told to the nominators in one mail a run, to each desk in one mail an hour', async () => {
    context.clock.set('2026-03-02T02:00:00Z');
    const run = await aRun();
    const [first, second, third] = [
      await story.submitted(ministry, run, { person: somebody('ທ້າວ ຄຳຫຼ້າ') }),
      await story.submitted(ministry, run),
      await story.submitted(ministry, run),
    ];
    await story.select(first!.id);
    await story.notSelect(second!.id, 'no seat');
    await story.return(third!.id, localDate('2026-03-06'));
    const mails = await mailsOf(run);
    assert.deepEqual(mails.map(({ template }) => template).toSorted(), [
      'nominations_moved',
      'nominations_waiting',
      'nominations_waiting',
    ]);
    const [news] = to(mails, nominator);
    assert.deepEqual(
      news?.args.items?.map(({ action }) => action),
      ['selected', 'not_selected', 'returned'],
    );
    assert.ok(news.text.includes('• ທ້າວ ຄຳຫຼ້າ – ຖືກຄັດເລືອກ\n'), news.text);
    assert.match(news.text, /ຖືກສົ່ງຄືນ; ກະລຸນາສົ່ງໃໝ່ບໍ່ໃຫ້ກາຍ 0?6\/0?3\/2026|6 ມີນາ 2026/);
    assert.equal(news.readers, 'lao');
    const [desk] = to(mails, vn);
    assert.deepEqual([desk?.args.state, desk?.args.count, desk?.language], ['selected', 1, 'vi']);
    assert.match(desk!.text, /1 người/);
    assert.ok(desk!.text.includes(`${context.configuration.publicUrl}/runs/${run.id}/nominations`));
  });

  it('that return are told with the date of that return, whatever has been set since', async () => {
    const run = await aRun();
    const { id } = await story.submitted(ministry, run);
    await mailsOf(run);
    // Told late, all at once.
    const held = mock.method(context.get(Outbox), 'deliver', async () => undefined);
    await story.return(id, localDate('2026-03-06'));
    await context.get(NominationsService).submit(nominatorOf(ministry), id);
    await story.return(id, localDate('2026-03-11'));
    await context.get(NominationsService).submit(nominatorOf(ministry), id);
    held.mock.restore();
    const items = to(await mailsOf(run), nominator).flatMap(({ args }) => args.items ?? []);
    assert.deepEqual(
      items.map(({ action, until }) => [action, until]),
      [
        ['returned', '2026-03-06'],
        ['returned', '2026-03-11'],
      ],
    );
  });

  it('are told once, however often the news is delivered', async () => {
    const run = await aRun();
    const { id } = await story.selected(ministry, run);
    await mailsOf(run);
    const before = await storedMails(context);
    await toldAgain();
    const after = await storedMails(context);
    assert.deepEqual(
      after.map(({ id: mail, args }) => [mail, args]),
      before.map(({ id: mail, args }) => [mail, args]),
    );
    const [news] = to(await mailsOf(run), nominator);
    assert.equal(news?.args.items?.length, 1);
    assert.ok(id);
  });

  it('that are told late reach the desk in another mail when the first has gone, once', async () => {
    context.clock.set('2026-03-02T02:00:00Z');
    const run = await aRun();
    const first = await story.submitted(ministry, run);
    const desk = async () =>
      to(await mailsOf(run), lao).flatMap(({ template, args }) =>
        template === 'nominations_waiting' ? args.count : [],
      );
    assert.deepEqual(await desk(), [1]);
    const held = mock.method(context.get(Outbox), 'deliver', async () => undefined);
    context.clock.set('2026-03-02T02:50:00Z');
    await story.submitted(ministry, run);
    context.clock.set('2026-03-02T03:10:00Z');
    await context.get(MailDispatch).deliver();
    held.mock.restore();
    assert.deepEqual(await desk(), [1, 2]);
    await toldAgain();
    assert.deepEqual(await desk(), [1, 2]);
    context.clock.advance(3_600_000);
    await context.get(MailDispatch).deliver();
    await toldAgain();
    assert.deepEqual(await desk(), [1, 2]);
    await story.select(first.id);
    assert.deepEqual(await desk(), [1, 2]);
  });

  it('begin another mail when the first has gone', async () => {
    const run = await aRun();
    await story.selected(ministry, run);
    await mailsOf(run);
    context.clock.advance(11 * 60_000);
    await story.selected(ministry, run);
    assert.equal(to(await mailsOf(run), nominator).length, 2);
  });

  it('of an office without nominators are told to its ministry', async () => {
    const run = await aRun();
    await story.selected(office, run);
    assert.equal(to(await mailsOf(run), nominator).length, 1);
  });

  it('that confirm a seat are told to the trainee in a letter of their own', async () => {
    const run = await aRun();
    const { id, personId } = await story.selected(ministry, run);
    const trainee = await anActor(context, 'trainee', { personId, language: 'en' });
    await story.confirm(id);
    const [letter] = to(await mailsOf(run), trainee);
    assert.equal(letter?.template, 'seat_confirmed');
    assert.match(letter.text, /Your seat in this course run is confirmed\.\n\nCourse run: /);
  });

  it('of a substitution reach the nominators and the desk of the Lao coordinator', async () => {
    const run = await aRun();
    const { id } = await story.confirmed(ministry, run);
    context.clock.advance(2 * 3_600_000);
    await story.substitute(ministry, id);
    const mails = await mailsOf(run);
    const actions = to(mails, nominator).flatMap(({ args }) => args.items?.map(({ action }) => action));
    assert.deepEqual(actions, ['selected', 'confirmed', 'substituted']);
    assert.equal(to(mails, lao).at(-1)?.args.count, 1);
  });

  it('of a reserve that moves up are told as what they are', async () => {
    const run = await aRun(1);
    const { id } = await story.confirmed(ministry, run);
    await story.reserve(ministry, run);
    await context.get(ConfirmationService).withdraw(nominatorOf(ministry), id, { reason: 'ill' });
    const actions = to(await mailsOf(run), nominator).flatMap(({ args }) => args.items?.map(({ action }) => action));
    assert.deepEqual(actions.toSorted(), ['confirmed', 'promoted', 'reserved', 'selected', 'withdrawn']);
    for (const { text } of await mailsOf(run)) assert.ok(!text.includes('ill'), text);
  });

  it('do not tell whoever took them, nor of drafts', async () => {
    const run = await aRun();
    const { id } = await story.selected(ministry, run);
    await mailsOf(run);
    const drafted = await story.draft(ministry, run);
    await story.withdraw(drafted.id, undefined, nominatorOf(ministry));
    await context.get(ConfirmationService).withdraw({ ...nominator }, id, { reason: 'ill' });
    const actions = to(await mailsOf(run), nominator).flatMap(({ args }) => args.items?.map(({ action }) => action));
    assert.deepEqual(actions, ['selected']);
  });
});

describe('what waits too long', () => {
  it('is mailed to the desk after five days, to the co-chair after ten, once each by any number of processes', async () => {
    context.clock.set('2026-03-02T02:00:00Z');
    const run = await aRun();
    await story.submitted(ministry, run);
    const check = () => Promise.all([1, 2, 3].map(() => context.get(EscalationService).check()));
    const long = async () => (await mailsOf(run)).filter(({ template }) => template === 'waiting_long');
    context.clock.set('2026-03-06T02:00:00Z');
    await check();
    assert.deepEqual(await long(), []);
    context.clock.set('2026-03-07T02:00:00Z');
    await check();
    assert.deepEqual(
      (await long()).map((mail) => mail.to),
      [lao.name],
    );
    context.clock.set('2026-03-08T02:00:00Z');
    await check();
    assert.equal((await long()).length, 1);
    context.clock.set('2026-03-12T02:00:00Z');
    await check();
    const after = await long();
    assert.equal(after.length, 3);
    assert.deepEqual(
      after.filter(({ args }) => args.above).map(({ readers }) => readers),
      ['lao'],
    );
    assert.equal(after.filter(({ args }) => args.above)[0]?.text.includes('ປະທານຮ່ວມ'), true);
  });

  it('is counted from the step that put it there', async () => {
    context.clock.set('2026-03-02T02:00:00Z');
    const run = await aRun();
    const { id } = await story.submitted(ministry, run);
    context.clock.set('2026-03-06T02:00:00Z');
    await story.select(id);
    context.clock.set('2026-03-08T02:00:00Z');
    await context.get(EscalationService).check();
    assert.ok((await mailsOf(run)).every(({ template }) => template !== 'waiting_long'));
    context.clock.set('2026-03-11T02:00:00Z');
    await context.get(EscalationService).check();
    const long = (await mailsOf(run)).filter(({ template }) => template === 'waiting_long');
    assert.deepEqual(
      long.map((mail) => [mail.to, mail.args.state, mail.readers]),
      [[vn.name, 'selected', 'both']],
    );
  });

  it('begins anew when it comes back to the desk', async () => {
    context.clock.set('2026-03-02T02:00:00Z');
    const run = await aRun();
    const { id } = await story.submitted(ministry, run);
    await story.return(id, localDate('2026-03-09'));
    context.clock.set('2026-03-05T02:00:00Z');
    await context.get(NominationsService).submit(nominatorOf(ministry), id);
    const sinceOnes = async () => {
      await context.get(EscalationService).check();
      const mails = (await mailsOf(run)).filter(({ template }) => template === 'waiting_long');
      return mails.map(({ args }) => args.since);
    };
    context.clock.set('2026-03-09T02:00:00Z');
    assert.deepEqual(await sinceOnes(), []);
    context.clock.set('2026-03-10T02:00:00Z');
    assert.deepEqual(await sinceOnes(), ['2026-03-05']);
  });

  it('is looked for along indices and in as many statements, however much of it there is', async () => {
    context.clock.set('2026-03-02T02:00:00Z');
    const database = context.get(Database);
    const { rows } = database;
    const seen: { sql: string; parameters: unknown[] }[] = [];
    const check = async () => {
      await context.get(Outbox).deliver();
      seen.length = 0;
      database.rows = (sql: string, parameters: unknown[] = []) => {
        seen.push({ sql, parameters });
        return rows.call(database, sql, parameters) as never;
      };
      await context.get(EscalationService).check();
      database.rows = rows;
      return seen.length;
    };
    const late = async (runs: number) => {
      context.clock.set('2026-03-02T02:00:00Z');
      for (let number = 0; number < runs; number += 1) {
        const run = await aRun();
        await story.submitted(ministry, run);
        const { id } = await story.submitted(ministry, run);
        await story.select(id, 'needed first');
        await story.draft(ministry, run);
      }
      context.clock.set('2026-03-12T02:00:00Z');
      return check();
    };
    const few = await late(1);
    assert.equal(await late(4), few);
    const waiting = seen.find(({ sql }) => sql.includes('audit_event'))!;
    const plan = await database.rows<Record<string, unknown>>(
      `${engine === 'mariadb' ? 'EXPLAIN' : 'EXPLAIN QUERY PLAN'} ${waiting.sql}`,
      waiting.parameters,
    );
    const ofEvents = plan.filter((line) => line.table === 'v' || String(line.detail).includes(' v '));
    assert.ok(ofEvents.length > 0);
    for (const line of ofEvents) assert.match(JSON.stringify(line), /ix_audit_event_subject/);
    assert.doesNotMatch(JSON.stringify(plan), /SCAN (n|v)\b|TEMP B-TREE|filesort|temporary/);
  });

  it('or ends soon is mailed to the organisation, and drafts are nobody else’s to read', async () => {
    context.clock.set('2026-03-02T02:00:00Z');
    const run = await aRun();
    const { id } = await story.submitted(ministry, run);
    await story.draft(ministry, run);
    await story.return(id, localDate('2026-03-06'));
    const near = async () => {
      await context.get(EscalationService).check();
      const mails = (await mailsOf(run)).filter(({ template }) => template === 'deadline_near');
      return mails.map((mail) => [mail.to, mail.args.state, mail.args.count, mail.readers]);
    };
    assert.deepEqual(await near(), []);
    context.clock.set('2026-03-03T02:00:00Z');
    assert.deepEqual(await near(), [[nominator.name, 'returned', 1, 'lao']]);
    context.clock.set(`${run.nominationClosesOn}T02:00:00Z`);
    const both = [
      [nominator.name, 'returned', 1, 'lao'],
      [nominator.name, 'draft', 1, 'none'],
    ];
    assert.deepEqual(await near(), both);
    assert.deepEqual(await near(), both);
  });
});

describe('a message to the nominators of a run', () => {
  const fields = (more: object = {}) =>
    runMessageFields.parse({
      audience: 'quota',
      subject: { lo: 'ແຈ້ງການ', vi: 'Thông báo', en: '' },
      body: { lo: 'ກະລຸນາສົ່ງ.', vi: 'Xin gửi.\n\nCảm ơn.', en: '' },
      ...more,
    });
  const messages = () => context.get(RunMessagesService);
  const written = async (run: CourseRun) =>
    (await mailsOf(run)).filter(({ template }) => template === 'run_message').map((mail) => mail.to);

  it('is shown as it will be read before anything is sent', async () => {
    const run = await aRun();
    const below = await anActor(context, 'nominator', { organisationId: office.id, language: 'en' });
    const seen = await messages().preview(lao, run.id, fields());
    assert.deepEqual(seen.receivers.map(({ name }) => name).toSorted(), [nominator.name, below.name].toSorted());
    assert.deepEqual(
      seen.letters.map(({ language, written: by, receivers }) => [language, by, receivers]),
      [
        ['lo', 'lo', 1],
        ['en', 'vi', 1],
      ],
    );
    assert.deepEqual(await written(run), []);
    await messages().send(lao, run.id, fields());
    const mails = (await mailsOf(run)).filter(({ template }) => template === 'run_message');
    for (const { language, letter } of seen.letters) {
      const mail = mails.find((one) => one.language === language);
      assert.deepEqual([mail?.subject, mail?.text], [letter.subject, letter.text]);
    }
  });

  it('reaches everybody once under one name', async () => {
    const run = await aRun();
    const id = run.id;
    await Promise.all([1, 2, 3].map(() => messages().send(lao, run.id, fields(), id)));
    const all = await written(run);
    assert.equal(all.length, new Set(all).size);
    const events = await context
      .get(Database)
      .rows('SELECT id FROM audit_event WHERE subject_id = ? AND action = ?', [run.id, 'run.message_sent']);
    assert.equal(events.length, 1);
  });

  it('goes to those with drafts, or to those who have nominated nobody', async () => {
    const other = await organisation(context, 'Other');
    const silent = await anActor(context, 'nominator', { organisationId: other.id });
    const run = await openRun(context, { capacity: 10 }, [ministry.id, 2], [other.id, 2]);
    await story.draft(ministry, run);
    const to = async (audience: string) =>
      (await messages().preview(vn, run.id, fields({ audience }))).receivers.map(({ name }) => name);
    assert.deepEqual(await to('drafts'), [nominator.name]);
    assert.deepEqual(await to('silent'), [silent.name]);
    assert.ok((await to('quota')).includes(silent.name));
  });

  it('costs as many statements to few organisations as to many, and none of its letters is drawn in the unit', async () => {
    const run = await openRun(context, { capacity: 50 }, [ministry.id, 1]);
    await story.draft(ministry, run);
    const drafts = fields({ audience: 'drafts' });
    const readInUnit: boolean[] = [];
    const mails = context.get(MailsService);
    const drawing = mock.method(mails, 'preview', (...letter: Parameters<MailsService['preview']>) => {
      readInUnit.push(context.get(UnitOfWork).isRunning);
      return MailsService.prototype.preview.apply(mails, letter);
    });
    const cost = async () => {
      await mailsOf(run);
      const read = await statementsOf(context, () => messages().preview(lao, run.id, drafts));
      // In a unit from the start: on SQLite writers have a connection of their own.
      const sent = await context
        .get(UnitOfWork)
        .run(() => statementsOf(context, () => messages().send(lao, run.id, drafts)));
      return [read, sent];
    };
    const few = await cost();
    for (let number = 0; number < 6; number += 1) {
      const another = await organisation(context, `Bureau ${number}`, number % 2 ? ministry : undefined);
      await anActor(context, 'nominator', { organisationId: another.id });
      await story.draft(another, run);
    }
    assert.deepEqual(await cost(), few);
    readInUnit.length = 0;
    await messages().send(lao, run.id, drafts);
    assert.deepEqual(new Set(readInUnit), new Set([false]));
    drawing.mock.restore();
  });

  it('to nobody is refused, and is not for others to write', async () => {
    const run = await openRun(context, { capacity: 10 });
    await assert.rejects(messages().send(lao, run.id, fields()), { code: 'mail.no_receivers' });
    await assert.rejects(messages().preview(actorOf('admin'), run.id, fields()), { kind: 'forbidden' });
  });

  it('is in the log of both coordinators', async () => {
    const run = await aRun();
    await messages().send(vn, run.id, fields());
    for (const actor of [lao, vn]) {
      const { items } = await context.get(MailLog).list(actor, mailQuery.parse({ subjectId: run.id }));
      assert.ok(
        items.length > 0 &&
          items.every(({ letter }) => letter?.text.includes('Xin gửi') || letter?.text.includes('ກະລຸນາສົ່ງ')),
      );
    }
  });
});
