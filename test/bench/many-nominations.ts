import { newId } from '#libs/kernel';
import type { Organisation } from '#libs/people';
import { Database, UnitOfWork } from '#libs/platform';
import type { CourseRun } from '#libs/training';
import type { Finder } from '../support/training.js';

const atOnce = 200;

const personColumns =
  'id, full_name, full_name_latin, nationality, sex, birth_date, position, organisation_id, phone, email, identity_key, search_key, sort_key, version';
const nominationColumns =
  'id, run_id, organisation_id, person_id, status, rank, live_key, letter_number, note, created_at, submitted_at, version';

/** Rows for measuring, written directly: `count` people of these organisations in turn, each nominated for the run. */
export async function addNominations(
  found: Finder,
  run: CourseRun,
  organisations: Organisation[],
  count: number,
): Promise<void> {
  const database = found.get(Database);
  for (let done = 0; done < count; done += atOnce) {
    const people: unknown[] = [];
    const nominations: unknown[] = [];
    const size = Math.min(atOnce, count - done);
    for (let index = 0; index < size; index += 1) {
      const personId = newId();
      const organisation = organisations[(done + index) % organisations.length]!;
      const name = `ສົມພອນ ວົງສາ ${done + index} ${personId.slice(-6)}`;
      people.push(personId, name, 'Somphone Vongsa', 'LA', 'female', '1990-01-01', '{"lo":"ວິຊາການ","vi":"","en":""}');
      people.push(organisation.id, '', '', `${name}|1990-01-01`, name, name, 1);
      nominations.push(
        newId(),
        run.id,
        organisation.id,
        personId,
        'submitted',
        1 + Math.floor((done + index) / organisations.length),
      );
      nominations.push(`${run.id}:${personId}`, '12', '', '2026-03-01 00:00:00.000', '2026-03-01 00:00:00.000', 1);
    }
    const rows = (columns: string) =>
      Array.from(
        { length: size },
        () =>
          `(${columns
            .split(',')
            .map(() => '?')
            .join(', ')})`,
      ).join(', ');
    await found.get(UnitOfWork).run(async () => {
      await database.change(`INSERT INTO person (${personColumns}) VALUES ${rows(personColumns)}`, people);
      await database.change(
        `INSERT INTO nomination (${nominationColumns}) VALUES ${rows(nominationColumns)}`,
        nominations,
      );
    });
  }
}
