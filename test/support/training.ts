import { type Actor, localDate, newId, type Role, searchKey, sortKey } from '#libs/kernel';
import { Organisation, Person } from '#libs/people';
import { Database, UnitOfWork } from '#libs/platform';
import {
  type CourseRun,
  CoursesService,
  type OutputKind,
  ProgrammesService,
  QuotasService,
  type RequiredOfRun,
  type RunFields,
  RunsService,
  type SessionFields,
} from '#libs/training';

/** Anything that finds a service: a test context or an application. */
export interface Finder {
  get<T>(type: abstract new (...args: never[]) => T): T;
}

export const en = (words: string) => ({ lo: '', vi: '', en: words });

/** Someone with this role who has no row in the database: for services, not for HTTP. */
export const actorOf = (role: Role, more: Partial<Actor> = {}): Actor => ({
  accountId: newId(),
  signInId: null,
  personId: null,
  organisationId: null,
  organisationPath: null,
  roles: [role],
  name: role,
  language: 'en',
  kind: 'account',
  ...more,
});

export const vnCoordinator = actorOf('vn_coordinator');

let counter = 0;
function nextCode(prefix: string): string {
  counter += 1;
  return `${prefix}-${counter}`;
}

/** An organisation below `parent`, written straight into its table. */
export async function organisation(
  found: Finder,
  code: string,
  parent: Organisation | null = null,
): Promise<Organisation> {
  const id = newId();
  const made = Object.assign(new Organisation(), {
    id,
    code: nextCode(code),
    kind: 'ministry',
    country: 'LA',
    parentId: parent?.id ?? null,
    path: `${parent?.path ?? '/'}${id}/`,
    name: en(code),
    shortName: en(''),
    searchKey: searchKey(code),
    sortKey: sortKey(code),
    province: null,
    validFrom: localDate('2025-03-01'),
    validTo: null,
    successorId: null,
    version: 1,
  });
  await found.get(UnitOfWork).run(() => found.get(Database).insert(made));
  return made;
}

/** A person without an employer, written straight into the table. */
export async function person(found: Finder, fullName: string): Promise<Person> {
  const made = Object.assign(new Person(), {
    id: newId(),
    fullName,
    fullNameLatin: '',
    nationality: 'VN',
    sex: 'female',
    birthDate: null,
    position: en(''),
    traineeKind: null,
    serviceSince: null,
    languages: [],
    sector: null,
    organisationId: null,
    phone: '',
    email: '',
    identityNumberSealed: null,
    identityNumberDigest: null,
    identityKey: null,
    searchKey: searchKey(fullName),
    sortKey: sortKey(fullName),
    version: 1,
  });
  await found.get(UnitOfWork).run(() => found.get(Database).insert(made));
  return made;
}

/** A course of a programme of its own. */
export async function course(found: Finder): Promise<string> {
  const programme = await found
    .get(ProgrammesService)
    .add(vnCoordinator, { code: nextCode('P'), title: en('Park management'), description: en('') });
  const { id } = await found.get(CoursesService).add(vnCoordinator, {
    programmeId: programme.id,
    code: nextCode('C'),
    title: { lo: 'ການຄຸ້ມຄອງເຂດ', vi: 'Quản lý khu công nghiệp', en: 'Running an industrial park' },
    objectives: en(''),
    units: 40,
    attendanceThreshold: 80,
    excusedCounts: false,
    hasAssessment: true,
    requiredOutputs: [{ kind: 'practical_report', count: 1, per: 'run', dueDays: null }],
  });
  return id;
}

/** One output of each kind, of the run as a whole, by no date. */
export const requiring = (...kinds: OutputKind[]): RequiredOfRun[] =>
  kinds.map((kind) => ({ kind, count: 1, per: 'run', dueOn: null }));

/** A run from 9 to 20 March 2026, nominations from 1 March to its first day. The test clock begins on 2 March. */
export async function plannedRun(found: Finder, fields: Partial<RunFields> = {}): Promise<CourseRun> {
  return found.get(RunsService).plan(vnCoordinator, {
    courseId: fields.courseId ?? (await course(found)),
    code: nextCode('R'),
    place: { lo: 'ຮ່າໂນ້ຍ', vi: 'Hà Nội', en: 'Hanoi' },
    province: null,
    startsOn: localDate('2026-03-09'),
    endsOn: localDate('2026-03-20'),
    nominationOpensOn: localDate('2026-03-01'),
    nominationClosesOn: localDate('2026-03-09'),
    capacity: 30,
    ...fields,
  });
}

/** Sets the quotas of a run and answers their ids in the order given. */
export async function quotas(
  found: Finder,
  run: CourseRun,
  ...seats: [organisationId: string, seats: number][]
): Promise<string[]> {
  const version = (await found.get(RunsService).getInSight(vnCoordinator, run.id)).version;
  const rows = seats.map(([organisationId, count]) => ({ organisationId, seats: count }));
  const set = await found.get(QuotasService).set(vnCoordinator, run.id, version, rows);
  return seats.map(([organisationId]) => set.quotas.find((quota) => quota.organisationId === organisationId)!.id);
}

/** A session of four units on a morning, by default of the first day. */
export const sessionOn = (day = '2026-03-09', more: Partial<SessionFields> = {}): SessionFields => ({
  topic: { lo: 'ພາບລວມ', vi: 'Tổng quan', en: 'Overview' },
  kind: 'lecture',
  units: 4,
  startsAt: new Date(`${day}T01:00:00Z`),
  endsAt: new Date(`${day}T04:30:00Z`),
  place: en('Room 1'),
  roomId: null,
  instructorIds: [],
  ...more,
});
