import { type MarkStatus, RatesService, RollsService } from '#libs/attendance';
import { newId } from '#libs/kernel';
import { Database, instantParameter, UnitOfWork } from '#libs/platform';
import { startApp, type TestApp } from '../support/app.js';
import { vnCoordinator } from '../support/training.js';
import { Client } from './client.js';
import { inTurns, print } from './figures.js';
import { type BigRun, bigRun, manyMarks, manyPeople, markEverybody } from './many-marks.js';

const people = 300;
const sessions = 60;
/** Half of the sessions are marked over HTTP, half by the service. */
const rounds = sessions / 2;

/** A house with a run to be marked by us, another to be marked by bare statements, and one that is marked throughout. */
interface House {
  app: TestApp;
  ours: BigRun;
  bare: BigRun;
  marked: BigRun;
}

async function startHouse(marks: number): Promise<House> {
  const app = await startApp();
  app.clock.set('2026-06-01T08:00:00Z');
  await manyMarks(app, marks);
  const plan = { ...(await manyPeople(app, people)), sessions, firstDay: '2026-03-09' };
  const [ours, bare, marked] = [await bigRun(app, plan), await bigRun(app, plan), await bigRun(app, plan)];
  await markEverybody(app, marked, 100_000_000);
  return { app, ours, bare, marked };
}

const sayings = ({ app, ours }: House, status: MarkStatus) =>
  ours.enrolmentIds.map((enrolmentId) => ({ enrolmentId, status, markedAt: app.clock.now(), markId: newId() }));

const recordRoll = (house: House, index: number, status: MarkStatus) =>
  house.app.get(RollsService).record(vnCoordinator, house.ours.sessionIds[index]!, sayings(house, status));

/** What a phone sends for its rolls, one after another, over real HTTP. */
async function sender(house: House, client: Client): Promise<(index: number, body: string) => Promise<void>> {
  await house.app.nest.listen(0, '127.0.0.1');
  const address = await house.app.nest.getUrl();
  const { bearer } = await house.app.as('vn_coordinator');
  const headers = {
    authorization: `Bearer ${bearer}`,
    'content-type': 'application/json',
    'accept-encoding': 'identity',
  };
  return (index, body) => {
    const url = `${address}/api/v1/sessions/${house.ours.sessionIds[index]}/attendance`;
    return client.send({ method: 'PUT', url, headers, body });
  };
}

const values = (count: number, columns: number) =>
  Array.from({ length: count }, () => `(${Array.from({ length: columns }, () => '?').join(', ')})`).join(', ');

/** The same rows by nobody's leave: one upsert of the marks and, `withEntries`, one insert of what was said of them. */
async function upsertRoll(
  { app, bare }: House,
  index: number,
  status: MarkStatus,
  ids: string[],
  withEntries: boolean,
): Promise<void> {
  const database = app.get(Database);
  const at = instantParameter(app.clock.now());
  const sessionId = bare.sessionIds[index];
  const entryIds = ids.map(() => newId());
  const marks = bare.enrolmentIds.flatMap((enrolmentId, person) => {
    return [ids[person], enrolmentId, sessionId, status, at, entryIds[person], 'roll', null, 1];
  });
  const entries = ids.flatMap((id, person) => [entryIds[person], id, status, 'roll', at, at, 1]);
  const upsert =
    database.engine === 'sqlite'
      ? 'ON CONFLICT (enrolment_id, session_id) DO UPDATE SET status = excluded.status, entry_id = excluded.entry_id'
      : 'ON DUPLICATE KEY UPDATE status = VALUES(status), entry_id = VALUES(entry_id)';
  await app.get(UnitOfWork).run(async () => {
    await database.change(
      `INSERT INTO attendance_mark
        (id, enrolment_id, session_id, status, marked_at, entry_id, source, marked_by, version)
        VALUES ${values(ids.length, 9)} ${upsert}`,
      marks,
    );
    if (!withEntries) return;
    await database.change(
      `INSERT INTO attendance_entry (id, attendance_mark_id, status, source, marked_at, recorded_at, took_effect)
        VALUES ${values(ids.length, 7)}`,
      entries,
    );
  });
}

const rates = ({ app, marked }: House) => app.get(RatesService).list(vnCoordinator, marked.runId);

/** What somebody would type to know the same. */
const bareRates = ({ app, marked }: House) =>
  app.get(Database).rows(
    `SELECT e.id, p.full_name, p.full_name_latin, o.name,
      SUM(s.units) AS planned, SUM(CASE WHEN m.status IN ('present', 'late') THEN s.units ELSE 0 END) AS attended
      FROM enrolment e JOIN person p ON p.id = e.person_id JOIN organisation o ON o.id = e.organisation_id
      JOIN session s ON s.run_id = e.run_id AND s.status = 'planned'
      LEFT JOIN attendance_mark m ON m.enrolment_id = e.id AND m.session_id = s.id
      WHERE e.run_id = ? AND e.status = 'active'
      GROUP BY e.id, p.full_name, p.full_name_latin, o.name, p.sort_key ORDER BY p.sort_key, e.id`,
    [marked.runId],
  );

function printFlat(what: string, large: number, small: number): void {
  print({
    what: `${what}, beside 1,000,000 marks of others`,
    ours: `${large.toFixed(1)} ms`,
    yardstick: `without them: ${small.toFixed(1)} ms`,
    ratio: large / small,
    aim: '≤ 1.5 ×',
  });
}

/** Rolls and rates of a run of 300 people and 60 sessions, in an empty house and in one with a million marks. */
export async function attendance(engine: string): Promise<void> {
  const large = await startHouse(1_000_000);
  // Whoever is signed in is known to the house that started last: passport is one for the whole process.
  const small = await startHouse(0);
  const client = new Client();
  const put = await sender(small, client);
  // The second upsert of the yardstick finds the marks of the first.
  const ids = Array.from({ length: sessions }, () => Array.from({ length: people }, () => newId()));
  for (const [status, words] of [
    ['present', 'first marks'],
    ['late', 'other marks than before'],
  ] as const) {
    const bodies = Array.from({ length: rounds }, () => JSON.stringify(sayings(small, status)));
    const [sent, bare, marksAlone, inLarge, inSmall] = await inTurns(
      rounds,
      (round) => put(round, bodies[round]!),
      (round) => upsertRoll(small, round, status, ids[round]!, true),
      (round) => upsertRoll(small, rounds + round, status, ids[rounds + round]!, false),
      (round) => recordRoll(large, rounds + round, status),
      (round) => recordRoll(small, rounds + round, status),
    );
    print({
      what: `PUT of a roll of ${people}, ${words}, ${engine}`,
      ours: `${sent.toFixed(1)} ms over HTTP, with rights, conflicts, audit and the roll as answer; the service alone ${inSmall.toFixed(1)} ms`,
      yardstick: `a unit with one upsert of the same marks and one insert of what was said: ${bare.toFixed(1)} ms; the upsert alone ${marksAlone.toFixed(1)} ms, ${(sent / marksAlone).toFixed(2)} ×`,
      ratio: sent / bare,
      aim: '≤ 5 ×',
    });
    printFlat(`A roll of ${people}, ${words}, ${engine}`, inLarge, inSmall);
  }
  await client.close();
  const [ours, bare, inLarge] = await inTurns(
    40,
    () => rates(small),
    () => bareRates(small),
    () => rates(large),
  );
  const what = `Rates of a run of ${people} people and ${sessions} sessions, ${engine}`;
  print({
    what,
    ours: `${ours.toFixed(1)} ms, within sight, with who can still reach the threshold`,
    yardstick: `one statement that names everybody and adds up their units: ${bare.toFixed(1)} ms`,
    ratio: ours / bare,
  });
  printFlat(what, inLarge, ours);
  for (const { app } of [small, large]) await app.close();
}
