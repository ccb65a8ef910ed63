import assert from 'node:assert/strict';
import { CheckInCodes } from '#libs/attendance';
import { newId } from '#libs/kernel';
import type { OutputFields } from '#libs/outputs';
import { Database, Outbox } from '#libs/platform';
import { type AccountOptions, startApp, type TestApp } from '../../support/app.js';
import type { Client, Reply } from '../../support/client.js';
import { contents, fullMarks, lookedThrough } from '../../support/outputs.js';
import { storedTable } from '../../support/row-files.js';
import { organisation, person } from '../../support/training.js';
import { type Column, columns, roleOf } from './columns.js';
import { giveKeys } from './consumers.js';
import { drawUpDesigns } from './designs.js';
import { nameMails } from './mail.js';
import { handOut } from './materials.js';
import { signSheet } from './paper.js';
import { saveSearch } from './searches.js';
import { furnish } from './timetable.js';
import { declareUse } from './uses.js';

/** What is known of one invented nominee. Every value stands nowhere else, so that it is found wherever it leaks. */
export interface Nominee {
  fullName: string;
  fullNameLatin: string;
  birthDate: string;
  phone: string;
  email: string;
  identityNumber: string;
}

const nominee = (number: number, fullName: string, fullNameLatin: string): Nominee => ({
  fullName,
  fullNameLatin,
  birthDate: `19${70 + number}-02-1${number % 10}`,
  phone: `+856 20 5551 70${10 + number}`,
  email: `${fullNameLatin.toLowerCase().replaceAll(' ', '.')}@ministry.example`,
  identityNumber: `PX77${1000 + number}`,
});

/** Whom each organisation nominates, and how far it goes. */
export const nominees = {
  anong: nominee(1, 'ອານົງ ແກ້ວມະນີ', 'Anong Keomany'),
  deng: nominee(2, 'ແດງ ສີສະຫວາດ', 'Deng Sisavath'),
  khamla: nominee(3, 'ຄຳຫຼ້າ ພົມມະ', 'Khamla Phomma'),
  sone: nominee(4, 'ສອນ ວິໄລວົງ', 'Sone Vilayvong'),
  phet: nominee(5, 'ເພັດ ດາລາ', 'Phet Dala'),
  vilay: nominee(6, 'ວິໄລ ຈັນທະລາ', 'Vilay Chanthala'),
  noy: nominee(7, 'ນ້ອຍ ບຸນຍົງ', 'Noy Bounyong'),
  tick: nominee(8, 'ຕິກ ໄຊຍະ', 'Tick Xaya'),
} as const;

export type NomineeName = keyof typeof nominees;

export const ministryOf: Readonly<Record<NomineeName, 'industry' | 'department' | 'transport'>> = {
  anong: 'industry',
  deng: 'industry',
  khamla: 'industry',
  sone: 'industry',
  phet: 'department',
  vilay: 'transport',
  noy: 'transport',
  tick: 'transport',
};

const api = '/api/v1';
const text = (words: string) => ({ lo: `${words} ລາວ`, vi: `${words} Việt`, en: words });

/**
 * Two ministries, a department below the first, one run in each of three stages and somebody in every role. It is built
 * over the API by those whose steps they are; of each step it is seen that the audit trail says so.
 */
export class World {
  readonly clients = {} as Record<Column, Client>;
  /** Changes made over the API so far, by method and address. */
  readonly changes: { method: string; address: string; events: number }[] = [];
  private readonly ids = new Map<string, string>();
  private readonly names = new Map<string, string>();

  constructor(readonly app: TestApp) {}

  id = (name: string): string => {
    const id = this.ids.get(name);
    assert.ok(id, `the world has no ${name}`);
    return id;
  };

  /** What the world calls an id; the id itself when it has no name. */
  nameOf = (id: string): string => this.names.get(id) ?? id;

  /** `/api/v1/runs/:held` with the id of the world's object `held`. */
  addressOf = (address: string): string => address.replace(/:(\w+)/g, (_, name: string) => this.id(name));

  name(name: string, id: string): string {
    this.ids.set(name, id);
    this.names.set(id, name);
    return id;
  }

  async open(column: Column, options: AccountOptions = {}): Promise<void> {
    const role = roleOf[column];
    if (role === 'public') this.clients[column] = this.app.public;
    else {
      this.clients[column] = await this.app.as(role, { email: `${column.toLowerCase()}@office.example`, ...options });
      this.name(`account_of_${column}`, this.clients[column].accountId!);
    }
  }

  /** Takes a step that must succeed and leave its trace. */
  async does(
    column: Column,
    method: 'post' | 'put' | 'patch' | 'delete',
    address: string,
    body: object = {},
    version?: number,
  ) {
    const headers: Record<string, string> = version === undefined ? {} : { 'if-match': `"${version}"` };
    const url = this.addressOf(address);
    const client = this.clients[column];
    return this.traced(method, address, () =>
      method === 'delete' ? client.delete(url, headers) : client[method](url, body, headers),
    );
  }

  async uploads(
    column: Column,
    address: string,
    name: string,
    content: string | Buffer,
    fields?: Record<string, string>,
    version?: number,
  ) {
    const url = this.addressOf(address);
    const file = { name, type: 'text/csv', content };
    const headers: Record<string, string> = version === undefined ? {} : { 'if-match': `"${version}"` };
    return this.traced('post', address, () => this.clients[column].upload(url, file, fields, headers));
  }

  async get(column: Column, address: string) {
    const reply = await this.clients[column].get(this.addressOf(address));
    assert.equal(reply.status, 200, `${address}: ${JSON.stringify(reply.body)}`);
    return reply.body;
  }

  /** Long work begun so far is done when this answers. */
  async settle(): Promise<void> {
    await this.app.get(Outbox).deliver();
  }

  /** How many entries the audit trail has. */
  async events(): Promise<number> {
    const [row] = await this.app.get(Database).rows<{ total: number }>('SELECT COUNT(*) AS total FROM audit_event');
    return Number(row.total);
  }

  private async traced(method: string, address: string, act: () => Promise<Reply>) {
    const before = await this.events();
    const reply = await act();
    assert.ok(reply.status < 300, `${method} ${address}: ${reply.status} ${JSON.stringify(reply.body)}`);
    this.changes.push({ method: method.toUpperCase(), address, events: (await this.events()) - before });
    return reply.body;
  }
}

export async function buildWorld(): Promise<World> {
  const app = await startApp();
  app.clock.set('2026-03-09T00:00:00Z');
  const world = new World(app);
  await openOffices(world);
  await planRuns(world);
  await saveSearch(world);
  await furnish(world);
  await fillOpenCall(world);
  await fillHeldRun(world);
  await holdRun(world);
  await handOut(world);
  await deliverOutputs(world);
  await giveKeys(world);
  await declareUse(world);
  await world.does('vn', 'post', `${api}/runs/:held/completion`);
  await certify(world);
  await drawUpDesigns(world);
  await nameMails(world);
  for (const column of columns) assert.ok(world.clients[column], column);
  return world;
}

async function openOffices(world: World): Promise<void> {
  const { app } = world;
  const industry = await organisation(app, 'Industry');
  world.name('industry', industry.id);
  world.name('department', (await organisation(app, 'Department', industry)).id);
  world.name('transport', (await organisation(app, 'Transport')).id);
  world.name('teacher', (await person(app, 'Trần Thị Giảng')).id);
  world.name('teacher2', (await person(app, 'Lê Văn Dạy')).id);
  await world.open('nom', { organisationId: world.id('industry') });
  await world.open('dep', { organisationId: world.id('department') });
  await world.open('nom2', { organisationId: world.id('transport') });
  await world.open('ins', { personId: world.id('teacher') });
  await world.open('ins2', { personId: world.id('teacher2') });
  for (const column of ['lao', 'vn', 'laoChair', 'vnChair', 'aud', 'adm', 'con', 'pub'] as const)
    await world.open(column);
  const invite = async (name: string) => {
    const fields = { email: `${name}@office.example`, name, roles: ['nominator'], organisationId: industry.id };
    world.name(`account_of_${name}`, (await world.does('adm', 'post', `${api}/accounts`, fields)).id);
  };
  await invite('invited');
  await invite('over');
  await world.does('adm', 'post', `${api}/accounts/:account_of_over/deactivation`, { reason: 'moved' });
  const somebodyElse = await app.as('consumer', { email: 'else@office.example' });
  world.name('account_of_else', somebodyElse.accountId!);
  world.name('sign_in_of_else', (await somebodyElse.get(`${api}/me/sign-ins`)).body.items[0].id);
  // What nobody has.
  for (const nothing of ['token', 'asset', 'code']) world.name(nothing, `no-such-${nothing}`);
  world.name('book', 'CC-2026');
  world.name('nobody', newId());
}

async function planRuns(world: World): Promise<void> {
  const programme = await world.does('vn', 'post', `${api}/programmes`, {
    code: 'P-1',
    title: text('Parks'),
    description: text('On parks'),
  });
  world.name('programme', programme.id);
  const course = await world.does('vn', 'post', `${api}/courses`, {
    programmeId: programme.id,
    code: 'C-1',
    title: text('Running a park'),
    units: 8,
    attendanceThreshold: 50,
    hasAssessment: true,
    requiredOutputs: [{ kind: 'practical_report' }, { kind: 'dataset' }],
  });
  world.name('course', course.id);
  const plan = async (name: string, dates: object) => {
    const run = await world.does('vn', 'post', `${api}/runs`, {
      courseId: course.id,
      code: `R-${name}`,
      place: text('Hanoi'),
      capacity: 10,
      ...dates,
    });
    const seats = ['industry', 'transport'].map((owner) => ({ organisationId: world.id(owner), seats: 4 }));
    world.name(name, run.id);
    await world.does('lao', 'put', `${api}/runs/:${name}/quotas`, seats, run.version);
  };
  // All in one day: a browser's sign-in ends after a night.
  const march = { startsOn: '2026-03-09', endsOn: '2026-03-09', nominationOpensOn: '2026-03-01' };
  const may = { startsOn: '2026-05-04', endsOn: '2026-05-05', nominationOpensOn: '2026-03-01' };
  const june = { startsOn: '2026-06-01', endsOn: '2026-06-02', nominationOpensOn: '2026-05-01' };
  await plan('held', { ...march, nominationClosesOn: '2026-03-09' });
  await plan('open', { ...may, nominationClosesOn: '2026-04-20' });
  await plan('planned', { ...june, nominationClosesOn: '2026-05-20' });
  const schedule = async (name: string, run: string, [from, to]: [string, string], instructor: string) => {
    const session = await world.does('vn', 'post', `${api}/runs/:${run}/sessions`, {
      topic: text('Overview'),
      kind: 'lecture',
      units: 4,
      startsAt: `${from}:00Z`,
      endsAt: `${to}:00Z`,
      instructorIds: [world.id(instructor)],
    });
    return world.name(name, session.id);
  };
  await schedule('morning', 'held', ['2026-03-09T01:00', '2026-03-09T04:00'], 'teacher');
  await schedule('afternoon', 'held', ['2026-03-09T06:00', '2026-03-09T08:00'], 'teacher');
  await schedule('may', 'open', ['2026-05-04T01:00', '2026-05-04T04:00'], 'teacher2');
  await schedule('june', 'planned', ['2026-06-01T01:00', '2026-06-01T04:00'], 'teacher2');
  for (const run of ['held', 'open']) await world.does('vn', 'post', `${api}/runs/:${run}/call`);
}

/** A draft of this person by the nominator of their organisation, named after the person and the run. */
async function draft(world: World, column: 'nom' | 'dep' | 'nom2', who: NomineeName, run: string): Promise<string> {
  const nomination = await world.does(column, 'post', `${api}/runs/:${run}/nominations`, {
    person: { ...nominees[who], sex: 'female', position: text(`Position of ${nominees[who].fullNameLatin}`) },
    letterNumber: `LETTER-${who}`,
    note: `NOTE-${who}`,
  });
  world.name(who, nomination.personId);
  const id = world.name(`${who} in ${run}`.replaceAll(' ', '_'), nomination.id);
  world.name(`document_of_${who}`, (await giveCv(world, column, `${who}_in_${run}`)).id);
  return id;
}

/** A document that tells more of somebody than most may know. */
const giveCv = (world: World, column: Column, nomination: string) =>
  world.uploads(column, `${api}/nominations/:${nomination}/documents`, 'cv.pdf', '%PDF-1.4\n%%EOF\n', { kind: 'cv' });

async function fillOpenCall(world: World): Promise<void> {
  const step = (column: Column, name: string, noun: string, body: object = {}) =>
    world.does(column, 'post', `${api}/nominations/:${name}/${noun}`, body);
  await draft(world, 'nom', 'deng', 'open');
  for (const [column, who] of [
    ['nom', 'khamla'],
    ['nom', 'sone'],
    ['dep', 'phet'],
    ['nom2', 'tick'],
  ] as const) {
    await draft(world, column, who, 'open');
    await step(column, `${who}_in_open`, 'submission');
  }
  await draft(world, 'nom2', 'noy', 'open');
  await step('lao', 'sone_in_open', 'selection', { reason: 'before khamla: speaks Vietnamese' });
}

async function fillHeldRun(world: World): Promise<void> {
  for (const [column, who] of [
    ['nom', 'anong'],
    ['nom2', 'vilay'],
  ] as const) {
    await draft(world, column, who, 'held');
    await world.does(column, 'post', `${api}/nominations/:${who}_in_held/submission`);
    await world.does('lao', 'post', `${api}/nominations/:${who}_in_held/selection`);
    await world.does('vn', 'post', `${api}/nominations/:${who}_in_held/confirmation`);
  }
  await world.open('trn', { personId: world.id('anong') });
  await world.open('trn2', { personId: world.id('vilay') });
  const { items } = await world.get('vn', `${api}/runs/:held/enrolments`);
  for (const { id, personId } of items) world.name(`seat_of_${world.nameOf(personId)}`, id);
}

async function holdRun(world: World): Promise<void> {
  const { app } = world;
  await world.does('vn', 'post', `${api}/runs/:held/call-closing`);
  await world.does('vn', 'post', `${api}/runs/:held/start`);
  app.clock.set('2026-03-09T01:05:00Z');
  const marks = (status: string) =>
    ['anong', 'vilay'].map((who) => ({
      enrolmentId: world.id(`seat_of_${who}`),
      status,
      markedAt: app.clock.now().toISOString(),
      markId: newId(),
    }));
  const { token } = app.get(CheckInCodes).issue(world.id('morning'), app.clock.now());
  await world.does('trn', 'post', `${api}/check-ins`, { token });
  await excuse(world);
  for (const [day, at] of [
    ['morning', '2026-03-09T04:00:00Z'],
    ['afternoon', '2026-03-09T08:00:00Z'],
  ] as const) {
    app.clock.set(at);
    await world.does('ins', 'put', `${api}/sessions/:${day}/attendance`, marks('present'));
    if (day === 'morning') {
      await disagree(world);
      await signSheet(world);
    }
    await world.does('ins', 'post', `${api}/sessions/:${day}/roll-closing`, { unmarked: 0 });
  }
  const roll = await world.get('vn', `${api}/sessions/:morning/attendance`);
  for (const { personId, mark } of roll.items) world.name(`mark_of_${world.nameOf(personId)}`, mark.id);
  const late = { status: 'late', reason: 'REASON-correction' };
  const asked = await world.does('ins', 'post', `${api}/attendance-marks/:mark_of_vilay/correction`, late);
  world.name('correction', asked.id);
  await world.does('vn', 'post', `${api}/attendance-corrections/:correction/approval`);
  const lines = ['anong', 'vilay'].map((who) => ({
    enrolmentId: world.id(`seat_of_${who}`),
    passed: true,
    grade: 'B',
  }));
  await world.does('ins', 'put', `${api}/runs/:held/assessments`, lines);
}

/** Of the afternoon: one is refused, one granted. Both come after all. */
async function excuse(world: World): Promise<void> {
  const address = `${api}/sessions/:afternoon/excuses`;
  world.name('excuse', (await world.does('trn', 'post', address, { reason: 'ill' })).id);
  await world.uploads('trn', `${api}/excuses/:excuse/document`, 'paper.pdf', '%PDF-1.4\n%%EOF\n');
  await world.does('vn', 'post', `${api}/excuses/:excuse/refusal`, { reason: 'not on the paper' });
  const vilay = { enrolmentId: world.id('seat_of_vilay'), reason: 'an examination' };
  world.name('granted', (await world.does('nom2', 'post', address, vilay)).id);
  await world.does('vn', 'post', `${api}/excuses/:granted/approval`);
}

/** Two devices say different things of one person; a conflict that is resolved. */
async function disagree(world: World): Promise<void> {
  const now = world.app.clock.now().toISOString();
  const mark = { sessionId: world.id('morning'), enrolmentId: world.id('seat_of_vilay'), markedAt: now, position: 1 };
  const absent = { deviceId: 'phone', sentAt: now, marks: [{ ...mark, status: 'absent', markId: newId() }] };
  const { items } = await world.does('ins', 'post', `${api}/roll-syncs`, absent);
  world.name('conflict', items[0].conflictId);
  const decided = { status: 'present', reason: 'REASON-resolution' };
  await world.does('vn', 'post', `${api}/attendance-conflicts/:conflict/resolution`, decided);
}

async function deliverOutputs(world: World): Promise<void> {
  const outline = (name: string, more: Partial<OutputFields> = {}) => ({
    kind: 'practical_report',
    title: text(`TITLE-${name}`),
    summary: text(`SUMMARY-${name}`),
    sector: 'cross_sector',
    accessLevel: 'public',
    content: contents[more.kind ?? 'practical_report'],
    ...more,
  });
  const begin = async (column: 'trn' | 'trn2', name: string, more?: Partial<OutputFields>) => {
    const output = await world.does(column, 'post', `${api}/runs/:held/outputs`, outline(name, more));
    world.name(name, output.id);
    const file = await world.uploads(column, `${api}/outputs/:${name}/files`, 'rows.csv', `name,rows\n${name},1\n`);
    world.name(`file_of_${name}`, file.id);
    const table = await storedTable(world.app, output.id, 'figures', { name: 'string', rows: 'integer' }, [[name, 1]]);
    world.name(`table_of_${name}`, table);
    world.name('figures', 'figures');
  };
  const submit = async (column: 'trn' | 'trn2', name: string, more?: Partial<OutputFields>) => {
    await begin(column, name, more);
    await world.does(column, 'post', `${api}/outputs/:${name}/submission`);
  };
  const accept = async (column: 'trn' | 'trn2', name: string, more?: Partial<OutputFields>) => {
    await submit(column, name, more);
    await world.does('ins', 'post', `${api}/outputs/:${name}/acceptance`, fullMarks);
  };
  await begin('trn', 'drafted');
  await begin('trn', 'tabled', { kind: 'dataset' });
  const gates = { name: 'gates', title: text('TITLE-gates'), schema: { fields: [{ name: 'code' }] } };
  world.name('table_of_tabled', (await world.does('trn', 'post', `${api}/outputs/:tabled/tables`, gates)).id);
  await begin('trn2', 'drafted2');
  await submit('trn2', 'submitted2');
  // Nothing of the kind `dataset` is published: the run cannot be closed.
  await accept('trn', 'accepted', { kind: 'dataset' });
  await accept('trn2', 'accepted2', { kind: 'dataset' });
  await accept('trn2', 'report2');
  for (const accessLevel of ['public', 'partners', 'restricted'] as const) {
    await accept('trn', accessLevel, { accessLevel });
    await lookedThrough(world.app);
    for (const column of ['lao', 'vn'] as const)
      await world.does(column, 'post', `${api}/outputs/:${accessLevel}/publication-approval`);
  }
}

async function certify(world: World): Promise<void> {
  const decision = {
    decisionNumber: 'QD-1',
    decisionDate: '2026-03-09',
    issuedOn: '2026-03-09',
    issuePlace: text('Hanoi'),
    signatory: { nameVi: 'Vũ Văn A', nameLo: 'ວູ ວັນ ອາ', titleVi: 'Viện trưởng', titleLo: 'ຜູ້ອຳນວຍການ' },
    enrolmentIds: ['anong', 'vilay'].map((who) => world.id(`seat_of_${who}`)),
  };
  const prepare = async (name: string) =>
    world.name(name, (await world.does('vn', 'post', `${api}/runs/:held/certificate-batches`, decision)).id);
  // The first came back, was mended and dropped after all.
  await prepare('dropped');
  const { version } = await world.does('vnChair', 'post', `${api}/certificate-batches/:dropped/return`, {
    reason: 'no',
  });
  await world.does('vn', 'post', `${api}/certificate-batches/:dropped/preparation`, decision, version);
  await world.does('vn', 'post', `${api}/certificate-batches/:dropped/cancellation`, { reason: 'another number' });
  await prepare('batch');
  const { jobId } = await world.does('laoChair', 'post', `${api}/certificate-batches/:batch/approval`);
  world.name('job', jobId);
  await world.settle();
  const { items } = await world.get('vn', `${api}/certificates`);
  for (const { id, personId } of items) world.name(`certificate_of_${world.nameOf(personId)}`, id);
  await requests(world);
}

/** Of Vilay, lost: the attestation that was given for it was a mistake. */
async function requests(world: World): Promise<void> {
  const does = (who: 'vn' | 'laoChair', step: string, body: object = {}, of = 'certificate_of_vilay') =>
    world.does(who, 'post', `${api}/certificates/:${of}/${step}`, body);
  const lost = { reasonClass: 'lost', reason: 'left in a taxi' };
  const mistaken = { reasonClass: 'issued_in_error', reason: 'it was found again' };
  await does('vn', 'revocation-request', mistaken);
  await does('vn', 'request-withdrawal');
  await does('vn', 'replacement-request', lost);
  await does('laoChair', 'request-refusal', { reason: 'look once more' });
  await does('vn', 'replacement-request', lost);
  const { requests: asked } = await does('laoChair', 'replacement');
  world.name('attestation_of_vilay', asked[0].replacementId);
  await world.settle();
  await does('vn', 'revocation-request', mistaken, 'attestation_of_vilay');
  await does('laoChair', 'revocation', {}, 'attestation_of_vilay');
}
