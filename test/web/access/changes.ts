import { DatasetChecks } from '#libs/outputs';
import { Outbox } from '#libs/platform';
import { testPassword } from '../../support/app.js';
import { Client } from '../../support/client.js';
import type { Column } from './columns.js';
import { redrawDesigns } from './designs.js';
import { mendWhatIsHandedOut } from './materials.js';
import { reviewOutputs } from './reviews.js';
import { tidySearches } from './searches.js';
import { refurnish } from './timetable.js';
import { takeUseBack } from './uses.js';
import type { World } from './world.js';

const api = '/api/v1';

/**
 * A sign-in is a record of its own that says when it began and ended, and what is only compared changes nothing:
 * the audit trail is silent about these.
 */
export const untold = [
  `POST ${api}/auth/session`,
  `PUT ${api}/auth/session`,
  `DELETE ${api}/auth/session`,
  `DELETE ${api}/me/sign-ins/:id`,
  `POST ${api}/verifications`,
  `POST ${api}/people/resemblances`,
  `POST ${api}/session-clashes`,
  `POST ${api}/runs/:id/session-series-preview`,
  `POST ${api}/runs/:id/session-moves-preview`,
  `POST ${api}/runs/:id/copy-preview`,
  `POST ${api}/sessions/:id/check-in-code`,
  `POST ${api}/outputs/:id/tables/suggestion`,
];

/** Every step that was not needed to build the world, each taken once by somebody who may. */
export async function takeTheOtherSteps(world: World): Promise<void> {
  await inOffices(world);
  await refurnish(world);
  await inTraining(world);
  await inNominations(world);
  await inTheHeldRun(world);
  await mendWhatIsHandedOut(world);
  await tidySearches(world);
  await takeUseBack(world);
  await redrawDesigns(world);
  await world.does('adm', 'post', `${api}/mails/:stuck/resending`);
}

/** An edit of what is there: from the version it has. */
async function edit(world: World, column: Column, address: string, changes: object): Promise<void> {
  const { version } = await world.get(column, address);
  await world.does(column, 'patch', address, changes, version);
}

async function inOffices(world: World): Promise<void> {
  const office = {
    code: 'NEW',
    kind: 'department',
    country: 'LA',
    parentId: world.id('transport'),
    name: { lo: 'ກົມ', vi: 'Cục', en: 'Office' },
    validFrom: '2020-01-01',
  };
  world.name('office', (await world.does('adm', 'post', `${api}/organisations`, office)).id);
  await edit(world, 'adm', `${api}/organisations/:office`, { code: 'NEWER' });
  await world.does('adm', 'post', `${api}/organisations/:office/succession`, { lastDay: '2026-12-31' });
  const newcomer = { fullName: 'ໃໝ່ ມາໃໝ່', sex: 'female', birthDate: '1990-01-01' };
  world.name('newcomer', (await world.does('nom', 'post', `${api}/people`, newcomer)).id);
  await edit(world, 'nom', `${api}/people/:newcomer`, { phone: '020 555' });
  const named = async (fullName: string) =>
    (await world.does('nom', 'post', `${api}/people`, { ...newcomer, fullName })).id;
  const [twin, brother] = [await named('ໃໝ່ ມາໃໝ'), await named('ໃໝ່ ມາແລ້ວ')];
  await world.does('lao', 'post', `${api}/people/:newcomer/distinction`, { otherId: brother, reason: 'brothers' });
  await world.does('lao', 'post', `${api}/people/:newcomer/merge`, { duplicateId: twin });
  await edit(world, 'adm', `${api}/accounts/:account_of_invited`, { roles: ['nominator', 'consumer'] });
  const { invitation } = await world.does('adm', 'post', `${api}/accounts/:account_of_invited/invitation`);
  world.name('token', invitation.token);
  await world.does('pub', 'post', `${api}/invitations/:token/acceptance`, { password: 'ten or more letters' });
  await world.does('adm', 'post', `${api}/accounts/:account_of_else/sign-out`);
  await edit(world, 'con', `${api}/me`, { name: 'Another' });
  const passwords = { currentPassword: testPassword, password: 'ten or more letters' };
  await world.does('con', 'post', `${api}/me/password`, passwords);
}

async function inTraining(world: World): Promise<void> {
  await edit(world, 'vn', `${api}/programmes/:programme`, { code: 'P-2' });
  await edit(world, 'vn', `${api}/courses/:course`, { code: 'C-2' });
  await edit(world, 'vn', `${api}/runs/:open`, { capacity: 11 });
  await edit(world, 'vn', `${api}/sessions/:may`, { units: 3 });
  await world.does('vn', 'post', `${api}/sessions/:may/cancellation`, { reason: 'rain' });
  const { version } = await world.get('vn', `${api}/sessions/:june`);
  await world.does('vn', 'delete', `${api}/sessions/:june`, {}, version);
  await world.does('vn', 'post', `${api}/runs/:planned/cancellation`, { reason: 'no room' });
}

async function inNominations(world: World): Promise<void> {
  const step = (column: Column, name: string, noun: string, body: object = {}) =>
    world.does(column, 'post', `${api}/nominations/:${name}_in_open/${noun}`, body);
  await edit(world, 'nom', `${api}/nominations/:deng_in_open`, { note: 'speaks Vietnamese' });
  await world.does('nom', 'delete', `${api}/nominations/:deng_in_open/documents/:document_of_deng`);
  await step('nom', 'deng', 'withdrawal');
  const block = { kind: 'service_years', level: 'block', min: 2 };
  await edit(world, 'vn', `${api}/runs/:open`, { eligibilityRules: [block] });
  await step('lao', 'tick', 'eligibility-lift', { rule: block.kind, reason: 'the only specialist' });
  await edit(world, 'vn', `${api}/runs/:open`, { eligibilityRules: [] });
  await step('lao', 'tick', 'reservation');
  const refusal = { step: 'non_selection', nominationIds: [world.id('tick_in_open')], reason: 'came late' };
  await world.does('lao', 'post', `${api}/runs/:open/selections`, refusal);
  await step('lao', 'khamla', 'non-selection');
  await step('lao', 'phet', 'return', { reason: 'no letter', until: '2026-04-01' });
  const person = { fullName: 'Somebody', sex: 'female', birthDate: '1990-01-01' };
  await world.does('dep', 'post', `${api}/runs/:open/nominations`, { person });
  await step('dep', 'phet', 'placement', { rank: 2 });
  const list = `${api}/runs/:open/nomination-lists/:department`;
  await world.does('dep', 'put', list, { letterNumber: '12/ອຄ', letterDate: '2026-03-01' }, 0);
  await world.uploads('dep', `${list}/letter`, 'letter.pdf', '%PDF-1.4\n%%EOF\n');
  await world.does('dep', 'post', `${list}/submission`);
  const people = 'Full name;Sex;Date of birth\nSomebody Else;female;1991-01-01\n';
  const { jobId } = await world.uploads('dep', `${api}/runs/:open/nominations/import?dryRun=true`, 'list.csv', people);
  world.name('job_of_list', jobId);
  await world.app.get(Outbox).deliver();
  await world.does('dep', 'post', `${api}/jobs/:job_of_list/import`);
  await world.app.get(Outbox).deliver();
  await step('vn', 'sone', 'confirmation');
  // The run begins on 4 May: a week before, substitutions on one's own are over. It is another day for a moment.
  const today = world.app.clock.now();
  await onDay(world, '2026-04-28T02:00:00Z');
  await step('vn', 'sone', 'substitution-unlock', { reason: 'the visa was refused' });
  await onDay(world, today.toISOString());
  await step('nom', 'sone', 'substitution', { personId: world.id('newcomer'), reason: 'ill' });
}

/** Access tokens last for minutes: who acts signs in again. */
async function onDay(world: World, at: string): Promise<void> {
  world.app.clock.set(at);
  const vn = new Client(world.app.nest.getHttpAdapter().getInstance(), world.clients.vn.accountId);
  await vn.signIn('vn@office.example', testPassword);
  world.clients.vn = vn;
}

async function fillTables(world: World): Promise<void> {
  const table = `${api}/outputs/:tabled/tables/:table_of_tabled`;
  await edit(world, 'trn', table, { title: { lo: 'ດ່ານ', vi: '', en: '' } });
  await world.uploads('trn', `${table}/rows`, 'gates.csv', 'code\nGA1\n');
  await world.app.get(DatasetChecks).deliver();
  await world.does('trn', 'delete', table);
}

async function inTheHeldRun(world: World): Promise<void> {
  const mark = `${api}/attendance-marks/:mark_of_anong/correction`;
  world.name('asked', (await world.does('ins', 'post', mark, { status: 'late', reason: 'slept' })).id);
  await world.does('vn', 'post', `${api}/attendance-corrections/:asked/refusal`, { reason: 'was there' });
  await edit(world, 'trn', `${api}/outputs/:drafted`, { sector: 'chemicals' });
  await world.does('trn', 'delete', `${api}/outputs/:drafted/files/:file_of_drafted`);
  await world.does('lao', 'post', `${api}/outputs/:accepted2/return`, { reason: 'thin' });
  await fillTables(world);
  await reviewOutputs(world);
  await world.does('trn', 'post', `${api}/outputs/:public/versions`);
  await world.does('lao', 'post', `${api}/outputs/:partners/withdrawal`, { reason: 'wrong figures' });
  await world.does('vn', 'post', `${api}/runs/:held/due-dates`, {
    kind: 'dataset',
    until: '2026-05-01',
    reason: 'Tết',
  });
  for (const column of ['lao', 'vn'] as const)
    await world.does(column, 'post', `${api}/runs/:held/output-waivers`, { kind: 'dataset', reason: 'too thin' });
  await world.does('vn', 'post', `${api}/runs/:held/closing`);
}
