import { addDays, instantOf, type LocalDate, localDate, newId } from '#libs/kernel';
import { Database, instantParameter, UnitOfWork } from '#libs/platform';
import { CalendarService, calendarQuery, Session, SessionInstructor } from '#libs/training';
import { startApp, type TestApp } from '../support/app.js';
import { room } from '../support/rooms.js';
import { course, en, type Finder, person, plannedRun, vnCoordinator } from '../support/training.js';
import { startBare } from './bare-server.js';
import { inTurns, print } from './figures.js';
import { knowYourself, manyMarks } from './many-marks.js';

const each = 2000;
const asks = 50;
const months = ['2026-03-02', '2025-11-03', '2025-12-01', '2026-01-05', '2026-02-02', '2026-04-06', '2026-05-04'];
const asked = { from: '2026-03-01', to: '2026-03-31' };

const query = calendarQuery.parse(asked);
const plainly = { 'accept-encoding': 'identity' };

interface House {
  app: TestApp;
  show(): ReturnType<CalendarService['show']>;
  /** Forty runs of fifty sessions each, two a day from this Monday on. */
  fill(monday: string): Promise<void>;
}

async function startHouse(marks: number): Promise<House> {
  const app = await startApp();
  await manyMarks(app, marks);
  const courseId = await course(app);
  const rooms = await several(40, async () => (await room(app)).id);
  const people = await several(40, async (index) => (await person(app, `Nguyễn Văn ${index}`)).id);
  return {
    app,
    show: () => app.get(CalendarService).show(vnCoordinator, query),
    fill: (monday) => fill(app, localDate(monday), { courseId, rooms, people }),
  };
}

/** What somebody would type to know the same. */
async function bareSql({ app }: House): Promise<void> {
  const database = app.get(Database);
  const times = [instantOf(addDays(query.to, 1), '00:00'), instantOf(query.from, '00:00')].map(instantParameter);
  await database.rows(
    'SELECT s.* FROM session s WHERE s.starts_at < ? AND s.starts_at >= ? ORDER BY s.starts_at',
    times,
  );
  await database.rows(
    `SELECT si.session_id, p.id, p.full_name FROM session s JOIN session_instructor si ON si.session_id = s.id
      JOIN person p ON p.id = si.person_id WHERE s.starts_at < ? AND s.starts_at >= ?`,
    times,
  );
}

/** A month of 2,000 sessions of forty runs in forty rooms: alone, with six months like it around, with a million marks too. */
export async function calendarMonth(engine: string): Promise<void> {
  const [marked, alone] = [await startHouse(1_000_000), await startHouse(0)];
  // Whoever is signed in is known to the house that started last: passport is one for the whole process.
  const around = await startHouse(0);
  for (const house of [marked, alone, around]) {
    for (const month of house === alone ? months.slice(0, 1) : months) await house.fill(month);
    await knowYourself(house.app);
    const { sessions } = await house.show();
    if (sessions.length !== each) throw new Error(`${sessions.length} sessions`);
  }
  const works = [alone.show, () => bareSql(alone), around.show, () => bareSql(around), marked.show] as const;
  await inTurns(20, ...works);
  const [inAlone, bareAlone, inAround, bareAround, inMarked] = await inTurns(asks, ...works);
  const what = `Calendar, a month of ${each} sessions`;
  const others = `${each * (months.length - 1)} sessions around`;
  printBeside(`${what}, ${engine}`, inAlone, bareAlone);
  printBeside(`${what}, ${others}, ${engine}`, inAround, bareAround);
  printFlat(`${what}, ${others}, ${engine}`, inAround, inAlone);
  printFlat(`${what}, beside 1,000,000 marks, ${engine}`, inMarked, inAround);
  for (const { app } of [marked, alone]) await app.close();
  await overHttp(around, `${what} over HTTP, signed in, ${engine}`);
  await around.app.close();
}

function printBeside(what: string, ours: number, bare: number): void {
  print({
    what,
    ours: `${ours.toFixed(1)} ms`,
    yardstick: `the same rows by bare SQL: ${bare.toFixed(1)} ms`,
    ratio: ours / bare,
    aim: '≤ 4 ×',
  });
}

function printFlat(what: string, large: number, small: number): void {
  print({
    what,
    ours: `${large.toFixed(1)} ms`,
    yardstick: `without them: ${small.toFixed(1)} ms`,
    ratio: large / small,
    aim: '≤ 1.5 ×',
  });
}

async function overHttp({ app }: House, what: string): Promise<void> {
  await app.nest.listen(0, '127.0.0.1');
  const address = await app.nest.getUrl();
  const { bearer } = await app.as('vn_coordinator');
  const signedIn = async () => {
    const url = `${address}/api/v1/calendar?${new URLSearchParams(asked)}`;
    return (await fetch(url, { headers: { authorization: `Bearer ${bearer}`, ...plainly } })).text();
  };
  const text = await signedIn();
  const server = await startBare(JSON.parse(text));
  const bareUrl = `${await server.getUrl()}/list`;
  const plain = async () => (await fetch(bareUrl, { headers: plainly })).text();
  await inTurns(20, signedIn, plain);
  const [ours, bare] = await inTurns(asks, signedIn, plain);
  print({
    what,
    ours: `${ours.toFixed(1)} ms, ${(text.length / 1024).toFixed(0)} kB`,
    yardstick: `the same bytes as JSON on bare Nest + Fastify: ${bare.toFixed(1)} ms`,
    ratio: ours / bare,
  });
  await server.close();
}

const several = async <Made>(count: number, make: (index: number) => Promise<Made>): Promise<Made[]> => {
  const made: Made[] = [];
  for (let index = 0; index < count; index += 1) made.push(await make(index));
  return made;
};

/** Rows for measuring, written directly. */
async function fill(
  found: Finder,
  monday: LocalDate,
  { courseId, rooms, people }: { courseId: string; rooms: string[]; people: string[] },
): Promise<void> {
  const dates = {
    startsOn: monday,
    endsOn: addDays(monday, 24),
    nominationOpensOn: monday,
    nominationClosesOn: monday,
  };
  for (const [index, roomId] of rooms.entries()) {
    const run = await plannedRun(found, { courseId, ...dates });
    const sessions = Array.from({ length: each / rooms.length }, (_, number) => {
      const startsAt = instantOf(addDays(monday, Math.floor(number / 2)), number % 2 === 0 ? '08:00' : '13:00');
      return Object.assign(new Session(), {
        id: newId(),
        runId: run.id,
        number: number + 1,
        topic: { lo: 'ພາບລວມ', vi: 'Tổng quan', en: 'Overview' },
        kind: 'lecture',
        units: 4,
        startsAt,
        endsAt: new Date(startsAt.getTime() + 3 * 3_600_000),
        place: en(''),
        roomId,
        status: 'planned',
        cancelReason: null,
        sequence: 0,
        changedAt: null,
        version: 1,
      });
    });
    const taught = sessions.map(({ id: sessionId }) =>
      Object.assign(new SessionInstructor(), { id: newId(), sessionId, personId: people[index] }),
    );
    await found.get(UnitOfWork).run(async () => {
      await found.get(Database).insertAll(sessions);
      await found.get(Database).insertAll(taught);
    });
  }
}
