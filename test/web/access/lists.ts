import { type Column, columns } from './columns.js';

/** What each column finds in a list, by the names the world gives; a column that is not named may not read it. */
export type Found = Partial<Record<Column, readonly string[]>>;

export interface List {
  address: string;
  found: Found;
  /** The id by which the world knows an item, where that is not its own. */
  by?: string;
  /** One answer holds it whole. */
  unpaged?: true;
}

const names = (text: string): string[] => text.split(' ').filter(Boolean);
const chr = (found: string[]): Found => ({ laoChair: found, vnChair: found });
const coordinators = (found: string[]): Found => ({ lao: found, vn: found });
const everyone = (found: string[]): Found => Object.fromEntries(columns.map((column) => [column, found]));
const signedIn = (found: string[]): Found => ({ ...everyone(found), pub: undefined });

const organisations = names('industry department transport');
const industry = names('anong deng khamla sone');
const transport = names('vilay noy tick');
const people = [...industry, 'phet', ...transport, 'teacher', 'teacher2'];
const accounts = names('nom dep nom2 lao vn laoChair vnChair ins ins2 trn trn2 aud adm con invited over else').map(
  (who) => `account_of_${who}`,
);
const ownAccount = (column: Column): Found => ({ [column]: [`account_of_${column}`] });

const inOpen = names('deng_in_open khamla_in_open sone_in_open phet_in_open tick_in_open noy_in_open');
const inHeld = names('anong_in_held vilay_in_held');
const nominations = [...inOpen, ...inHeld];
const submitted = nominations.filter((name) => !/deng|noy/.test(name));
const selected = names('sone_in_open anong_in_held vilay_in_held');

const seats = names('seat_of_anong seat_of_vilay');
const sessions = names('morning afternoon');
const handedOut = names('reading slides');
const ofTrn = names('drafted tabled accepted public partners restricted');
const ofTrn2 = names('drafted2 submitted2 accepted2 report2');
const outputs = [...ofTrn, ...ofTrn2];
const partners = names('public partners');
const published = names('public partners restricted');
const certificates = names('certificate_of_anong certificate_of_vilay attestation_of_vilay');

/** Both ministries have somebody in the held run; each sees its own. */
const seated: Found = {
  nom: ['seat_of_anong'],
  nom2: ['seat_of_vilay'],
  ...coordinators(seats),
  ...chr(seats),
  ins: seats,
  aud: seats,
};
const withTrainees: Found = { ...seated, trn: ['seat_of_anong'], trn2: ['seat_of_vilay'] };
const reviewed: Found = {
  ...coordinators(outputs),
  ...chr(outputs),
  ins: outputs,
  ins2: [],
  trn: ofTrn,
  trn2: ofTrn2,
  aud: outputs,
};
const batches = names('dropped batch');
const planners: Found = { ...coordinators(batches), ...chr(batches), aud: batches };

export const lists: List[] = [
  { address: '/api/v1/organisations', found: signedIn(organisations) },
  {
    address: '/api/v1/people',
    found: {
      nom: [...industry, 'phet'],
      dep: ['phet'],
      nom2: transport,
      lao: people,
      vn: names('anong sone vilay'),
      ...chr(people),
      ins: names('anong vilay'),
      ins2: [],
      trn: ['anong'],
      trn2: ['vilay'],
      aud: people,
      adm: people,
    },
  },
  {
    address: '/api/v1/accounts',
    found: {
      nom: names('nom dep invited over').map((who) => `account_of_${who}`),
      ...ownAccount('dep'),
      ...ownAccount('nom2'),
      ...coordinators(accounts),
      ...chr(accounts),
      ...ownAccount('ins'),
      ...ownAccount('ins2'),
      ...ownAccount('trn'),
      ...ownAccount('trn2'),
      aud: accounts,
      adm: accounts,
      ...ownAccount('con'),
    },
  },
  { address: '/api/v1/programmes', found: everyone(['programme']) },
  { address: '/api/v1/courses', found: everyone(['course']) },
  {
    address: '/api/v1/runs',
    found: {
      ...everyone(names('held open')),
      ...coordinators(names('held open planned')),
      ...chr(names('held open planned')),
      ins2: names('held open planned'),
      aud: names('held open planned'),
    },
  },
  { address: '/api/v1/rooms', found: { ...signedIn(['hall']), con: undefined } },
  {
    address: '/api/v1/runs/:held/sessions',
    found: {
      nom: sessions,
      dep: [],
      nom2: sessions,
      ...coordinators(sessions),
      ...chr(sessions),
      ins: sessions,
      ins2: [],
      trn: sessions,
      trn2: sessions,
      aud: sessions,
    },
  },
  {
    address: '/api/v1/runs/:held/quotas',
    by: 'organisationId',
    unpaged: true,
    found: {
      nom: ['industry'],
      dep: ['industry'],
      nom2: ['transport'],
      ...coordinators(names('industry transport')),
      ...chr(names('industry transport')),
      aud: names('industry transport'),
    },
  },
  {
    address: '/api/v1/nominations',
    found: {
      nom: names('deng_in_open khamla_in_open sone_in_open phet_in_open anong_in_held'),
      dep: ['phet_in_open'],
      nom2: names('tick_in_open noy_in_open vilay_in_held'),
      lao: submitted,
      vn: selected,
      ...chr(nominations),
      trn: ['anong_in_held'],
      trn2: ['vilay_in_held'],
      aud: nominations,
    },
  },
  {
    address: '/api/v1/runs/:open/nominations',
    found: {
      nom: names('deng_in_open khamla_in_open sone_in_open phet_in_open'),
      dep: ['phet_in_open'],
      nom2: names('tick_in_open noy_in_open'),
      lao: names('khamla_in_open sone_in_open phet_in_open tick_in_open'),
      vn: ['sone_in_open'],
      ...chr(inOpen),
      trn: [],
      trn2: [],
      aud: inOpen,
    },
  },
  {
    address: '/api/v1/runs/:held/announcements',
    found: {
      ...coordinators(['announcement']),
      ...chr(['announcement']),
      ins: ['announcement'],
      ins2: [],
      trn: ['announcement'],
      trn2: ['announcement'],
      aud: ['announcement'],
    },
  },
  {
    address: '/api/v1/runs/:held/materials',
    found: {
      ...coordinators(handedOut),
      ...chr(handedOut),
      ins: handedOut,
      ins2: [],
      trn: handedOut,
      trn2: handedOut,
      aud: handedOut,
    },
  },
  { address: '/api/v1/dossiers', found: { vn: ['sone_in_open'] } },
  { address: '/api/v1/runs/:held/enrolments', found: { ...seated, dep: [], ins2: [] } },
  { address: '/api/v1/sessions/:morning/attendance', by: 'enrolmentId', unpaged: true, found: withTrainees },
  { address: '/api/v1/runs/:held/attendance', by: 'enrolmentId', unpaged: true, found: withTrainees },
  { address: '/api/v1/runs/:held/attendance-grid', by: 'enrolmentId', unpaged: true, found: withTrainees },
  { address: '/api/v1/runs/:held/assessments', by: 'enrolmentId', unpaged: true, found: withTrainees },
  { address: '/api/v1/sessions/:morning/attendance-conflicts', found: { vn: ['conflict'], ins: ['conflict'] } },
  { address: '/api/v1/runs/:held/attendance-conflicts', found: { vn: ['conflict'], ins: ['conflict'] } },
  { address: '/api/v1/attendance-corrections', found: { vn: ['correction'], ins: ['correction'], ins2: [] } },
  {
    address: '/api/v1/excuses',
    found: {
      nom: ['excuse'],
      dep: [],
      nom2: ['granted'],
      vn: ['excuse', 'granted'],
      ins: ['excuse', 'granted'],
      ins2: [],
      trn: ['excuse'],
      trn2: ['granted'],
    },
  },
  { address: '/api/v1/outputs', found: reviewed },
  { address: '/api/v1/runs/:held/outputs', found: reviewed },
  {
    address: '/api/v1/runs/:held/output-authors',
    by: 'enrolmentId',
    unpaged: true,
    found: { ins: seats, trn: seats, trn2: seats },
  },
  {
    address: '/api/v1/shared-database/outputs',
    found: {
      ...everyone(partners),
      ...coordinators(published),
      ...chr(published),
      aud: published,
      adm: ['public'],
      pub: ['public'],
    },
  },
  {
    address: '/api/v1/runs/:held/certificate-eligibility',
    by: 'enrolmentId',
    unpaged: true,
    found: { ...coordinators(seats), ...chr(seats), aud: seats },
  },
  { address: '/api/v1/certificate-batches', found: planners },
  { address: '/api/v1/runs/:held/certificate-batches', found: planners },
  {
    address: '/api/v1/certificates',
    found: {
      nom: ['certificate_of_anong'],
      dep: [],
      nom2: ['certificate_of_vilay', 'attestation_of_vilay'],
      ...coordinators(certificates),
      ...chr(certificates),
      ins: certificates,
      ins2: [],
      trn: ['certificate_of_anong'],
      trn2: ['certificate_of_vilay', 'attestation_of_vilay'],
      aud: certificates,
    },
  },
  {
    address: '/api/v1/certificate-register',
    found: { ...coordinators(certificates), ...chr(certificates), aud: certificates },
  },
];
