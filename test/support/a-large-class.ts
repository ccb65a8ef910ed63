import { newId } from '#libs/kernel';
import { type Enrolment, EnrolmentLookup } from '#libs/nominations';
import { Database, UnitOfWork } from '#libs/platform';
import { aHeldRun, type HeldRun } from './a-held-run.js';
import type { TestClock } from './clock.js';
import type { Finder } from './training.js';

const atOnce = 200;

const columns = {
  person:
    'id, full_name, full_name_latin, nationality, sex, birth_date, position, organisation_id, phone, email, identity_key, search_key, sort_key, version',
  nomination:
    'id, run_id, organisation_id, person_id, status, rank, live_key, letter_number, note, created_at, submitted_at, selected_at, confirmed_at, version',
  enrolment: 'id, run_id, person_id, nomination_id, organisation_id, status, confirmed_at, version',
};

const at = '2026-03-03 00:00:00.000';

/**
 * A held run of so many people that only the first of them went the whole way; the others' rows are written straight
 * into the tables. Nothing is asked of anybody: all are eligible.
 */
export async function aLargeClass(found: Finder & { clock: TestClock }, count: number): Promise<HeldRun> {
  const held = await aHeldRun(found, ['ນາງ ພອນສຸກ ແກ້ວວົງໄຊ'], {
    capacity: 1000,
    attendanceThreshold: 1,
    hasAssessment: false,
    requiredOutputs: [],
  });
  const database = found.get(Database);
  const ministry = held.organisation.id;
  for (let done = 1; done < count; done += atOnce) {
    const rows: Record<keyof typeof columns, unknown[][]> = { person: [], nomination: [], enrolment: [] };
    for (let number = done; number < Math.min(count, done + atOnce); number += 1) {
      const [personId, nominationId] = [newId(), newId()];
      const name = `ທ້າວ ສົມສັກ ວົງສະຫວັນ ${number}`;
      const latin = `Nguyễn Thị Thùy Dương ${number}`;
      const key = `${name} ${personId}`;
      const position = '{"lo":"ວິຊາການ","vi":"Chuyên viên","en":""}';
      rows.person.push([
        personId,
        name,
        latin,
        'LA',
        'male',
        '1990-01-01',
        position,
        ministry,
        '',
        '',
        key,
        key,
        key,
        1,
      ]);
      rows.nomination.push([nominationId, held.run.id, ministry, personId, 'confirmed', number + 1]);
      rows.nomination.at(-1)!.push(`${held.run.id}:${personId}`, '', '', at, at, at, at, 1);
      rows.enrolment.push([newId(), held.run.id, personId, nominationId, ministry, 'active', at, 1]);
    }
    await found.get(UnitOfWork).run(async () => {
      for (const table of Object.keys(columns) as (keyof typeof columns)[]) {
        const places = rows[table].map((row) => `(${row.map(() => '?').join(', ')})`).join(', ');
        await database.change(`INSERT INTO ${table} (${columns[table]}) VALUES ${places}`, rows[table].flat());
      }
    });
  }
  await found
    .get(UnitOfWork)
    .run(() => database.change('UPDATE course_run SET attendance_threshold = 0 WHERE id = ?', [held.run.id]));
  const enrolments = await found.get(EnrolmentLookup).activeOf(held.run.id);
  return { ...held, enrolments: enrolments as Enrolment[] };
}
