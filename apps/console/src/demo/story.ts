import type { INestApplicationContext } from '@nestjs/common';
import { CoursesService, courseFields, ProgrammesService, programmeFields } from '#libs/training';
import { demoRules } from './calls.js';
import { type DemoAccount, gatherCast } from './cast.js';
import { proposeDesign } from './certificate-designs.js';
import { askAboutCertificates } from './certificate-requests.js';
import { demoCourses } from './courses.js';
import type { DemoClock } from './demo-clock.js';
import { showRestricted } from './grants.js';
import { demoDocuments } from './papers.js';
import { RunTeller } from './run-teller.js';
import { saveSearches } from './searches.js';
import { DemoTimetable } from './timetable.js';
import { declareUses } from './uses.js';

/** Plays the last months: organisations, people, courses, and runs in every stage of life, through the services alone. */
export async function tellStory(
  context: INestApplicationContext,
  clock: DemoClock,
  password: string,
): Promise<DemoAccount[]> {
  clock.at(-200);
  const cast = await gatherCast(context, password, clock.day(0));
  const planner = cast.actor('vn_coordinator');
  const courseIds: string[] = [];
  for (const { programme, topics: _topics, ...course } of demoCourses) {
    const { id: programmeId } = await context.get(ProgrammesService).add(planner, programmeFields.parse(programme));
    const added = await context.get(CoursesService).add(planner, courseFields.parse({ ...course, programmeId }));
    courseIds.push(added.id);
  }
  const timetable = new DemoTimetable(context, clock, cast);
  await timetable.furnish();
  const teller = new RunTeller(context, clock, cast, courseIds, timetable);
  // Course, place, first day and length in days; trainees are taken from the list in order.
  await teller.closed({ code: 'KKT-01/1', course: 1, place: 'laobao', startsIn: -120, length: 12, people: [0, 10] });
  await teller.completed({
    code: 'KCN-01/1',
    course: 0,
    place: 'danang',
    startsIn: -40,
    length: 19,
    people: [0, 24],
    hasTable: true,
    certifiedLater: 3,
  });
  await teller.running({
    code: 'DCSX-01/1',
    course: 3,
    place: 'hanoi',
    startsIn: -5,
    length: 19,
    people: [24, 42],
    withTrainee: true,
  });
  await teller.callClosed({
    code: 'CCU-01/1',
    course: 2,
    place: 'savannakhet',
    startsIn: 20,
    length: 9,
    people: [42, 54],
  });
  await teller.callOpen({
    code: 'KCN-01/2',
    rules: demoRules,
    course: 0,
    place: 'danang',
    startsIn: 45,
    length: 19,
    people: [36, 60],
    documents: demoDocuments,
  });
  await teller.planned({ code: 'KKT-01/2', course: 1, place: 'laobao', startsIn: 90, length: 12, people: [0, 0] });
  await teller.cancelled({ code: 'CCU-01/0', course: 2, place: 'hanoi', startsIn: 30, length: 9, people: [0, 0] });
  await askAboutCertificates(context, clock, cast);
  await proposeDesign(context, clock, planner);
  await saveSearches(context, cast.actor('consumer'));
  await showRestricted(context, planner, cast.actor('consumer'));
  await declareUses(context, [cast.actor('consumer'), cast.actor('vn_coordinator')]);
  return cast.accounts;
}
