import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it, mock } from 'node:test';
import { Logger } from '@nestjs/common';
import type { Actor } from '#libs/kernel';
import { type Organisation, type Person, PersonMerging } from '#libs/people';
import { Database, MailDispatch, Outbox, UnitOfWork } from '#libs/platform';
import { type CourseRun, RunLife, SessionMovesService, type SessionRow, SessionsService } from '#libs/training';
import { calendarOf, eventsOf, type ReadEvent } from '../support/calendars.js';
import { type ArrivedMail, MailServer } from '../support/mail-server.js';
import { storedMails } from '../support/mails.js';
import { openRun, Story, somebody, startNominations } from '../support/nominations.js';
import { anActor } from '../support/people.js';
import type { TestContext } from '../support/platform.js';
import { statementsOf } from '../support/statements.js';
import { en, organisation, person, plannedRun, sessionOn, vnCoordinator } from '../support/training.js';

Logger.overrideLogger(false);

const server = new MailServer();
const settings = () => ({
  SMTP_URL: server.url,
  MAIL_FROM: 'ມິດຕະພາບ <no-reply@house.example>',
  PUBLIC_URL: 'http://training.example',
});

let context: TestContext;
let story: Story;
let ministry: Organisation;

before(async () => {
  await server.up();
  context = await startNominations(settings());
  story = new Story(context);
  ministry = await organisation(context, 'MOIC');
});
after(async () => {
  await context.close();
  await server.down();
});

beforeEach(async () => {
  context.clock.set('2026-03-02T02:00:00Z');
  await later();
  server.mails.length = 0;
});

const sessions = () => context.get(SessionsService);
const schedule = (run: CourseRun, day: string, more: object = {}) =>
  sessions().schedule(vnCoordinator, run.id, sessionOn(day, more));
const edit = async (session: SessionRow, changes: object) => {
  const { version } = await sessions().getInSight(vnCoordinator, session.id);
  return sessions().edit(vnCoordinator, session.id, version, changes);
};

/** Ten minutes later, with everything delivered that is due by then. */
async function later(): Promise<void> {
  context.clock.advance(10 * 60_000);
  await context.get(Outbox).deliver();
  await context.get(MailDispatch).deliver();
}

interface Told {
  mail: ArrivedMail;
  events: (ReadEvent & { method: string })[];
}

function read(mail: ArrivedMail): Told {
  const events = mail.calendars.map(({ type, text }) => {
    const calendar = calendarOf(text);
    const method = calendar.getFirstPropertyValue('method') as string;
    assert.ok(type.includes(`method=${method}`), type);
    const [event] = calendar.getAllSubcomponents('vevent');
    assert.equal(event?.getFirstPropertyValue('organizer'), 'mailto:no-reply@house.example');
    assert.equal(event?.getFirstPropertyValue('attendee'), `MAILTO:${mail.to[0]}`);
    const [one, ...more] = eventsOf(calendar);
    assert.equal(more.length, 0);
    assert.equal(one!.status, method === 'CANCEL' ? 'CANCELLED' : 'CONFIRMED');
    return { ...one!, method };
  });
  return { mail, events };
}

/** What has arrived at this address about the timetable since it was last asked, after ten minutes. */
async function news(address: string): Promise<Told[]> {
  await later();
  const found = server.mails.filter(({ to, calendars }) => to.includes(address) && calendars.length > 0);
  for (const mail of found) server.mails.splice(server.mails.indexOf(mail), 1);
  return found.map(read);
}

const inShort = (told: Told[]) => told.map(({ events }) => events.map((event) => [event.method, event.sequence]));

let count = 0;

/** An instructor with an account. */
async function teacher(language: 'lo' | 'vi' | 'en' = 'vi'): Promise<{ who: Person; address: string; actor: Actor }> {
  count += 1;
  const who = await person(context, `Giảng viên ${count}`);
  const address = `teacher${count}@house.example`;
  const actor = await anActor(context, 'instructor', { personId: who.id, email: address, language });
  return { who, address, actor };
}

describe('an instructor', () => {
  it('is invited when assigned, told of each change, and told when it is over', async () => {
    const { who, address } = await teacher();
    const run = await openRun(context, {});
    const session = await schedule(run, '2026-03-10', { instructorIds: [who.id] });
    const [invited, ...others] = await news(address);
    assert.equal(others.length, 0);
    const [event] = invited!.events;
    assert.deepEqual(
      [event?.method, event?.uid, event?.sequence, event?.startsAt, event?.endsAt],
      ['REQUEST', `session-${session.id}@training.example`, 0, '2026-03-10T01:00:00.000Z', '2026-03-10T04:30:00.000Z'],
    );
    assert.equal(invited!.mail.calendars[0]?.disposition.startsWith('attachment'), false);
    assert.match(invited!.mail.raw, /multipart\/alternative/);
    assert.equal(invited!.mail.subject, 'Thời khóa biểu: 1 buổi học thay đổi');
    assert.match(
      invited!.mail.text,
      new RegExp(`• Mới: 10/03/2026 08:00–11:30, Tổng quan \\(${run.code}\\), Room 1\n`),
    );
    await edit(session, { startsAt: new Date('2026-03-10T02:00:00Z') });
    const [moved] = await news(address);
    assert.deepEqual(inShort([moved!]), [[['REQUEST', 1]]]);
    assert.match(moved!.mail.text, /• Thay đổi: 10\/03\/2026 09:00–11:30, .* – trước là 10\/03\/2026 08:00–11:30/);
    await edit(session, { instructorIds: [] });
    assert.deepEqual(inShort(await news(address)), [[['CANCEL', 2]]]);
    await edit(session, { instructorIds: [who.id] });
    assert.deepEqual(inShort(await news(address)), [[['REQUEST', 3]]]);
    await sessions().cancel(vnCoordinator, session.id, 'flood');
    assert.deepEqual(inShort(await news(address)), [[['CANCEL', 4]]]);
    assert.deepEqual(await news(address), []);
  });

  it('reads of everything that changed within ten minutes, in whatever runs, in one mail', async () => {
    const { who, address } = await teacher('lo');
    const [one, other] = [await openRun(context, {}), await openRun(context, {})];
    const first = await schedule(one, '2026-03-10', { instructorIds: [who.id] });
    context.clock.advance(4 * 60_000);
    await schedule(other, '2026-03-11', { instructorIds: [who.id], topic: en('Border zones') });
    await edit(first, { place: en('Room 2') });
    context.clock.advance(4 * 60_000);
    const passing = await schedule(one, '2026-03-12', { instructorIds: [who.id] });
    await edit(passing, { instructorIds: [] });
    const [told, ...more] = await news(address);
    assert.deepEqual(more, []);
    assert.deepEqual(inShort([told!]), [
      [
        ['REQUEST', 1],
        ['REQUEST', 0],
      ],
    ]);
    assert.deepEqual(
      told!.mail.calendars.map(({ disposition }) => disposition.split(';')[0]),
      ['attachment', 'attachment'],
    );
    assert.deepEqual(await news(address), []);
  });

  it('is told once, however often the news comes round and however many tell it at once', async () => {
    const { who, address } = await teacher();
    const run = await openRun(context, {});
    await schedule(run, '2026-03-10', { instructorIds: [who.id] });
    const again = () =>
      context.get(UnitOfWork).run(async () => {
        const due = "UPDATE outbox_message SET done_at = NULL, due_at = raised_at WHERE type = 'timetable.changed'";
        await context.get(Database).change(due, []);
      });
    await again();
    await Promise.all(['2026-03-16', '2026-03-17', '2026-03-18'].map((day) => schedule(run, day)));
    await again();
    await context.get(Outbox).deliver();
    assert.deepEqual(inShort(await news(address)), [[['REQUEST', 0]]]);
    await again();
    assert.deepEqual(await news(address), []);
  });

  it('is told once by several processes that look at the same moment', async () => {
    const others = await Promise.all(
      [1, 2].map(() => startNominations({ ...settings(), DATABASE_URL: context.configuration.databaseUrl })),
    );
    const [one, other] = [await teacher(), await teacher()];
    const run = await openRun(context, {});
    for (const day of ['2026-03-10', '2026-03-11', '2026-03-12'])
      await schedule(run, day, { instructorIds: [one.who.id, other.who.id] });
    for (const { clock } of [context, ...others]) clock.set('2026-03-02T03:00:00Z');
    await Promise.all([context, ...others].map((house) => house.get(Outbox).deliver()));
    for (const house of others) await house.close();
    for (const { address } of [one, other])
      assert.deepEqual(inShort(await news(address)), [
        [
          ['REQUEST', 0],
          ['REQUEST', 0],
          ['REQUEST', 0],
        ],
      ]);
  });

  it('gets the same from the second attempt as from the first', async () => {
    const { who, address } = await teacher();
    const run = await openRun(context, {});
    const session = await schedule(run, '2026-03-10', { instructorIds: [who.id] });
    let refused: string | null = null;
    server.onMail = () => {
      refused = 'once';
      return { code: 451, message: 'later' };
    };
    assert.deepEqual(await news(address), []);
    assert.equal(refused, 'once');
    server.onMail = () => null;
    await edit(session, { place: en('Room 3') });
    await context.get(MailDispatch).deliver();
    const both = await news(address);
    assert.deepEqual(inShort(both), [[['REQUEST', 0]], [['REQUEST', 1]]]);
    const parts = await context
      .get(Database)
      .rows<{ content: string }>(
        'SELECT p.content FROM mail_part p JOIN mail m ON m.id = p.mail_id WHERE m.to_address = ? ORDER BY m.id',
        [address],
      );
    assert.deepEqual(
      parts.map(({ content }) => content),
      both.map(({ mail }) => mail.calendars[0]!.text),
    );
  });

  it('is told that a run is cancelled, and that a session was taken away before its call', async () => {
    const { who, address } = await teacher();
    const run = await openRun(context, {});
    await schedule(run, '2026-03-10', { instructorIds: [who.id] });
    await schedule(run, '2026-03-11', { instructorIds: [who.id] });
    assert.equal((await news(address)).length, 1);
    await context.get(RunLife).cancel(vnCoordinator, run.id, 'flood');
    assert.deepEqual(inShort(await news(address)), [
      [
        ['CANCEL', 1],
        ['CANCEL', 1],
      ],
    ]);
    const planned = await plannedRun(context, {});
    const { id, version } = await schedule(planned, '2026-03-10', { instructorIds: [who.id] });
    assert.equal((await news(address)).length, 1);
    await sessions().remove(vnCoordinator, id, version);
    const [gone] = await news(address);
    assert.deepEqual(inShort([gone!]), [[['CANCEL', 1]]]);
    assert.equal(gone!.events[0]?.uid, `session-${id}@training.example`);
  });

  it('who turns out to be the same human as another is not invited again', async () => {
    const [one, twin] = [await teacher(), await teacher()];
    const run = await openRun(context, {});
    await schedule(run, '2026-03-10', { instructorIds: [one.who.id, twin.who.id] });
    await schedule(run, '2026-03-11', { instructorIds: [twin.who.id] });
    assert.equal((await news(one.address)).length, 1);
    await context.get(UnitOfWork).run(() => context.get(PersonMerging).move(one.who.id, twin.who.id));
    await schedule(run, '2026-03-12');
    assert.deepEqual(await news(one.address), []);
  });
});

describe('a trainee', () => {
  const seat = async (run: CourseRun, address: string) => {
    const who = { person: { ...somebody(), email: address } };
    return story.confirmed(ministry, run, who);
  };

  it('is invited once their seat is confirmed, told of what changes, and of its end', async () => {
    const run = await openRun(context, { capacity: 10 }, [ministry.id, 5]);
    const [first, second] = [await schedule(run, '2026-03-10'), await schedule(run, '2026-03-11')];
    const address = 'anong@moic.example';
    const { id } = await seat(run, address);
    const invitations = [
      ['REQUEST', 0],
      ['REQUEST', 0],
    ];
    assert.deepEqual(inShort(await news(address)), [invitations]);
    await edit(first, { place: en('Room 2') });
    const added = await schedule(run, '2026-03-12');
    const told = await news(address);
    assert.deepEqual(inShort(told), [
      [
        ['REQUEST', 1],
        ['REQUEST', 0],
      ],
    ]);
    assert.match(told[0]!.mail.text, /• ປ່ຽນແປງ: .*\n• ໃໝ່: /);
    await sessions().cancel(vnCoordinator, second.id, 'flood');
    assert.deepEqual(inShort(await news(address)), [[['CANCEL', 1]]]);
    await context.get(SessionMovesService).move(vnCoordinator, run.id, {
      sessions: [added].map(({ id: sessionId, version }) => ({ sessionId, version })),
      days: 1,
      minutes: 0,
      skipHolidays: false,
    });
    assert.deepEqual(inShort(await news(address)), [[['REQUEST', 1]]]);
    await story.withdraw(id);
    assert.deepEqual(inShort(await news(address)), [
      [
        ['CANCEL', 2],
        ['CANCEL', 2],
      ],
    ]);
    await edit(first, { place: en('Room 4') });
    assert.deepEqual(await news(address), []);
  });

  it('without an address is told nothing, and the others are', async () => {
    const run = await openRun(context, { capacity: 10 }, [ministry.id, 5]);
    const session = await schedule(run, '2026-03-10');
    await seat(run, '');
    await seat(run, 'sone@moic.example');
    context.clock.advance(1000);
    await edit(session, { place: en('Room 2') });
    assert.equal((await news('sone@moic.example')).length, 1);
    const mails = await storedMails(context);
    assert.ok(mails.every(({ to_address: address }) => address !== ''));
  });

  it('costs as many statements to tell as many do', async () => {
    const run = await openRun(context, { capacity: 20 }, [ministry.id, 20]);
    const session = await schedule(run, '2026-03-10');
    let room = 1;
    const cost = async (more: number) => {
      for (let number = 0; number < more; number += 1) await seat(run, `seat${room}-${number}@moic.example`);
      await later();
      // Nobody else delivers what is to be counted.
      const held = mock.method(context.get(Outbox), 'deliver', async () => undefined);
      room += 1;
      for (const told of ['first', 'again']) await edit(session, { place: en(`Room ${room}, ${told}`) });
      context.clock.advance(10 * 60_000);
      held.mock.restore();
      // In a unit from the start: on SQLite writers have a connection of their own.
      return context.get(UnitOfWork).run(() => statementsOf(context, () => context.get(Outbox).deliver()));
    };
    // From the second time on there are those who were told before and those who were not.
    await cost(1);
    const few = await cost(1);
    assert.ok(few > 10, String(few));
    assert.equal(await cost(8), few);
  });
});
