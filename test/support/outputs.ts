import { Readable } from 'node:stream';
import { type Actor, newId } from '#libs/kernel';
import { Enrolment, Nomination } from '#libs/nominations';
import {
  acceptanceFields,
  type OutputFields,
  OutputFilesService,
  OutputLooks,
  OutputReviewService,
  OutputsService,
  rubricCriteria,
} from '#libs/outputs';
import type { Organisation, Person } from '#libs/people';
import { Database, instantParameter, Storage, UnitOfWork } from '#libs/platform';
import type { CourseRun } from '#libs/training';
import { storedTable } from './row-files.js';
import { actorOf, type Finder, organisation, person, plannedRun, vnCoordinator } from './training.js';

export const laoCoordinator = actorOf('lao_coordinator');

/** A run as it stands after its first day, whatever the clock says. */
export async function runIn(found: Finder, status: string, fields: Parameters<typeof plannedRun>[1] = {}) {
  const run = await plannedRun(found, fields);
  await moveRun(found, run, status);
  return run;
}

export async function moveRun(found: Finder, { id }: CourseRun, status: string): Promise<void> {
  await found
    .get(UnitOfWork)
    .run(() =>
      found
        .get(Database)
        .change('UPDATE course_run SET status = ?, called_at = ? WHERE id = ?', [
          status,
          instantParameter(new Date('2026-02-20T00:00:00Z')),
          id,
        ]),
    );
}

export interface Trainee {
  person: Person;
  enrolmentId: string;
  actor: Actor;
}

/** Someone with a confirmed seat, written straight into the tables. */
export async function traineeOf(found: Finder, run: CourseRun, fullName: string, of?: Organisation): Promise<Trainee> {
  const employer = of ?? (await organisation(found, 'MOIC'));
  const who = await person(found, fullName);
  const at = new Date('2026-03-01T00:00:00Z');
  const nomination = Object.assign(new Nomination(), {
    id: newId(),
    runId: run.id,
    organisationId: employer.id,
    personId: who.id,
    status: 'confirmed',
    rank: 1,
    reservePosition: null,
    liveKey: `${run.id}:${who.id}`,
    seatQuotaId: null,
    replacesId: null,
    letterNumber: '',
    letterDate: null,
    note: '',
    returnUntil: null,
    statusReason: null,
    draftedBy: null,
    createdAt: at,
    submittedAt: at,
    selectedAt: at,
    confirmedAt: at,
    version: 1,
  });
  const enrolment = Object.assign(new Enrolment(), {
    id: newId(),
    runId: run.id,
    personId: who.id,
    nominationId: nomination.id,
    organisationId: employer.id,
    status: 'active',
    confirmedAt: at,
    endedAt: null,
    version: 1,
  });
  await found.get(UnitOfWork).run(() => found.get(Database).insert(nomination, enrolment));
  return { person: who, enrolmentId: enrolment.id, actor: actorOf('trainee', { personId: who.id, name: fullName }) };
}

const said = { lo: 'ວັດແທກຢູ່ດ່ານ', vi: 'Đo tại cửa khẩu', en: 'Measured at the gate' };
const unsaid = { lo: '', vi: '', en: '' };

/** As much as a submission of each kind asks for, and no more. */
export const contents = {
  dataset: { kind: 'dataset', source: said, method: unsaid, period: { from: null, to: null } },
  model: {
    kind: 'model',
    purpose: said,
    context: unsaid,
    steps: [{ title: said, description: unsaid, role: '' }],
    roles: [],
    indicators: [{ name: said, unit: 'phút', target: 30, measured: 24 }],
  },
  practical_report: {
    kind: 'practical_report',
    problem: said,
    place: unsaid,
    findings: said,
    recommendation: said,
    addressee: '',
  },
} satisfies Record<OutputFields['kind'], OutputFields['content']>;

/** A complete description; titles and summaries in Lao and Vietnamese as a submission needs them. */
export const describedOutput = (more: Partial<OutputFields> = {}): OutputFields => ({
  kind: 'practical_report',
  title: {
    lo: 'ບົດລາຍງານການຄຸ້ມຄອງເຂດເສດຖະກິດ',
    vi: 'Báo cáo quản lý khu kinh tế',
    en: 'Report on running an economic zone',
  },
  summary: { lo: 'ປະສົບການຄຸ້ມຄອງເຂດ', vi: 'Kinh nghiệm vận hành khu kinh tế cửa khẩu', en: '' },
  sector: 'cross_sector',
  province: 'LA-SV',
  zone: 'savan_seno',
  gate: 'lao_bao_densavan',
  enterprises: ['ບໍລິສັດ ສະຫວັນ ໂລຈິສຕິກ'],
  criteria: ['needs', 'market'],
  licence: 'cc_by_4_0',
  accessLevel: 'public',
  content: contents[more.kind ?? 'practical_report'],
  authorIds: [],
  ...more,
});

/** A small file as the web layer hands it over: already on disk under a name of ours. */
export async function arrived(found: Finder, name: string, content: string | Uint8Array) {
  return { name, stored: await found.get(Storage).put(Readable.from([Buffer.from(content)]), 10_000_000) };
}

/** As little as a dataset is handed in with, behind a test's own tables. */
export const smallTable = (found: Finder, outputId: string) =>
  storedTable(found, outputId, 'small', { name: 'string' }, [['ກ']], 99);

export async function submittedOutput(
  found: Finder,
  trainee: Pick<Trainee, 'actor'>,
  run: CourseRun,
  more: Partial<OutputFields> = {},
): Promise<string> {
  const { id } = await found.get(OutputsService).draft(trainee.actor, run.id, describedOutput(more));
  await found.get(OutputFilesService).add(trainee.actor, id, await arrived(found, 'rows.csv', 'ຊື່,tên\nກ,a\n'));
  if (more.kind === 'dataset') await smallTable(found, id);
  await found.get(OutputsService).submit(trainee.actor, id);
  return id;
}

/** Nothing is left to wish for. */
export const fullMarks = acceptanceFields.parse({
  rubric: Object.fromEntries(rubricCriteria.map((criterion) => [criterion, 3])),
});

/** The same as a form sends it. */
export const fullMarksForm = Object.fromEntries(rubricCriteria.map((criterion) => [`rubric.${criterion}`, '3']));

/** Whatever was submitted so far has been looked through for personal data when this answers. */
export const lookedThrough = (found: Finder): Promise<void> => found.get(OutputLooks).deliver();

export async function acceptedOutput(...given: Parameters<typeof submittedOutput>): Promise<string> {
  const id = await submittedOutput(...given);
  await lookedThrough(given[0]);
  await given[0].get(OutputReviewService).accept(vnCoordinator, id, fullMarks);
  return id;
}

export async function publishedOutput(...given: Parameters<typeof submittedOutput>): Promise<string> {
  const id = await acceptedOutput(...given);
  await given[0].get(OutputReviewService).approvePublication(laoCoordinator, id);
  await given[0].get(OutputReviewService).approvePublication(vnCoordinator, id);
  return id;
}
