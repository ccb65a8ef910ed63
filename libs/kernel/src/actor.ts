import type { Language } from './localised-text.js';

export const roles = [
  'nominator',
  'lao_coordinator',
  'vn_coordinator',
  'lao_co_chair',
  'vn_co_chair',
  'instructor',
  'trainee',
  'auditor',
  'admin',
  'consumer',
] as const;

export type Role = (typeof roles)[number];

/** Who acts, with the rights read from the database for this very request. */
export interface Actor {
  /** Account id; null for the public. */
  accountId: string | null;
  /** Id of the sign-in this request belongs to; null for the public, rules and operators. */
  signInId: string | null;
  /** The person behind the account (trainees and instructors), if known. */
  personId: string | null;
  organisationId: string | null;
  /** `/root/child/` path of the organisation: the subtree below it is the actor's own. */
  organisationPath: string | null;
  roles: readonly Role[];
  name: string;
  language: Language;
  /** `rule` acts when a rule of the house does (promotion from reserve), `operator` is the console. */
  kind: 'account' | 'public' | 'rule' | 'operator';
}

const nobody = {
  accountId: null,
  signInId: null,
  personId: null,
  organisationId: null,
  organisationPath: null,
  roles: [],
} as const;

export const publicActor = (language: Language): Actor => ({ ...nobody, kind: 'public', name: '', language });
export const ruleActor: Actor = { ...nobody, kind: 'rule', name: 'rule', language: 'en' };
export const operatorActor: Actor = { ...nobody, kind: 'operator', name: 'operator', language: 'en' };

export const hasRole = (actor: Actor, ...wanted: Role[]): boolean => wanted.some((role) => actor.roles.includes(role));
