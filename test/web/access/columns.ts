import type { Role } from '#libs/kernel';

/**
 * Who asks: the columns of the access matrix, and beside them the same role elsewhere. `nom2` is the nominator of
 * another ministry, `ins2` teaches another run, `trn2` sits in the same run and comes from the other ministry, `dep` is
 * the nominator of a department below the ministry of `nom`.
 */
export const columns = [
  'nom',
  'dep',
  'nom2',
  'lao',
  'vn',
  'laoChair',
  'vnChair',
  'ins',
  'ins2',
  'trn',
  'trn2',
  'aud',
  'adm',
  'con',
  'pub',
] as const;

export type Column = (typeof columns)[number];

export const roleOf: Readonly<Record<Column, Role | 'public'>> = {
  nom: 'nominator',
  dep: 'nominator',
  nom2: 'nominator',
  lao: 'lao_coordinator',
  vn: 'vn_coordinator',
  laoChair: 'lao_co_chair',
  vnChair: 'vn_co_chair',
  ins: 'instructor',
  ins2: 'instructor',
  trn: 'trainee',
  trn2: 'trainee',
  aud: 'auditor',
  adm: 'admin',
  con: 'consumer',
  pub: 'public',
};

/** The status each column is answered with. One that is not named is denied: 403, the public 401. */
export type May = Partial<Record<Column, number>>;

// What an answer says of access. A refusal by rule shows that the gates of role and sight were passed.
export const ok = 200;
export const done = 204;
/** A page's form was taken: on to the next page. */
export const moved = 303;
export const denied = 403;
/** Out of sight. */
export const gone = 404;
/** A rule of the house said no. */
export const ruled = 409;
/** Somebody else's change came first: the version sent is not the present one. */
export const stale = 412;
/** The service refused a field. */
export const wrong = 422;

export const chr = (status: number): May => ({ laoChair: status, vnChair: status });
export const coordinators = (status: number): May => ({ lao: status, vn: status });
export const signedIn = (status: number): May =>
  Object.fromEntries(columns.filter((column) => column !== 'pub').map((column) => [column, status]));
export const everyone = (status: number): May => Object.fromEntries(columns.map((column) => [column, status]));

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** What is sent: JSON to the API, a form to a page. `file` goes as `multipart/form-data`. */
export interface Sent {
  body?: unknown;
  /** If-Match; of the API alone. */
  version?: number;
  file?: { name: string; type: string; content: string };
  /** Who asks, where a limit of attempts forbids everyone to. */
  only?: readonly Column[];
}

/** Names of the world's objects by their id, and the way back. */
export type Named = (name: string) => string;

/** `:held` in the address is the id of the world's object `held`. */
export type Row = readonly [method: Method, address: string, may: May, sent?: Sent | ((id: Named) => Sent)];

/** O: the ministry whose object it is; neither a department below it nor another ministry. */
export const own = (status: number): May => ({ nom: status, dep: gone, nom2: gone });
/** C: who teaches in the run, and who teaches elsewhere. */
export const assigned = (status: number): May => ({ ins: status, ins2: gone });
/** S: the person, and another one of the same run. */
export const self = (status: number): May => ({ trn: status, trn2: gone });
