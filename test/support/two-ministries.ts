import { NominationsService } from '#libs/nominations';
import type { Organisation } from '#libs/people';
import { Database } from '#libs/platform';
import type { CourseRun, RunFields } from '#libs/training';
import { laoCoordinator, openRun, Story, startNominations } from './nominations.js';
import { seatsOf } from './seats.js';
import { organisation } from './training.js';

/** The scene of many a story on an empty database: two ministries, and runs that they nominate for. */
export async function twoMinistries() {
  const context = await startNominations();
  const database = context.get(Database);
  const run = (capacity: number, ...seats: [Organisation, number][]) => runOf({ capacity }, ...seats);
  const runOf = (fields: Partial<RunFields>, ...seats: [Organisation, number][]): Promise<CourseRun> =>
    openRun(context, fields, ...seats.map(([{ id }, count]): [string, number] => [id, count]));
  return {
    context,
    database,
    story: new Story(context),
    industry: await organisation(context, 'Industry'),
    transport: await organisation(context, 'Transport'),
    run,
    runOf,
    seatsOf: (of: CourseRun) => seatsOf(database, of),
    get: (id: string) => context.get(NominationsService).get(laoCoordinator, id),
  };
}
