import { type Actor, accessRow, coChairs, everyRole, hasRole, isGranted, type LocalDate } from '#libs/kernel';
import type { AccessLevel, Side } from './output.types.js';

/** The rows of the access matrix about outputs. */
export const outputAccess = {
  draft: accessRow('output.draft', { instructor: 'C', trainee: 'S' }),
  read: accessRow('output.read', {
    lao_coordinator: 'A',
    vn_coordinator: 'A',
    ...coChairs('A'),
    instructor: 'C',
    trainee: 'S',
    auditor: 'A',
  }),
  review: accessRow('output.review', { vn_coordinator: 'A', instructor: 'C' }),
  approvePublication: accessRow('output.approve_publication', { lao_coordinator: 'A', vn_coordinator: 'A' }),
  /** The course side returns what was submitted, an approving side what was accepted: which of them, the rules say. */
  return: accessRow('output.return', { lao_coordinator: 'A', vn_coordinator: 'A', instructor: 'C' }),
  waive: accessRow('output.waive', { lao_coordinator: 'A', vn_coordinator: 'A' }),
  /** Whoever reads unpublished outputs of a run sees which required ones are waived and why. */
  readWaivers: accessRow('output.read_waivers', {
    lao_coordinator: 'A',
    vn_coordinator: 'A',
    ...coChairs('A'),
    auditor: 'A',
  }),
  withdraw: accessRow('output.withdraw', { lao_coordinator: 'A', vn_coordinator: 'A' }),
};

const { admin: _noBusinessData, ...partners } = everyRole('P');

/** The rows about what is published. */
export const sharedDatabaseAccess = {
  public: accessRow('shared_database.public', { ...everyRole('P'), public: 'P' }),
  partners: accessRow('shared_database.partners', partners),
  restricted: accessRow('shared_database.restricted', {
    lao_coordinator: 'A',
    vn_coordinator: 'A',
    ...coChairs('A'),
    auditor: 'A',
  }),
} satisfies Record<AccessLevel, unknown>;

/** The access levels of published outputs this actor sees. */
export const levelsSeenBy = (actor: Actor): AccessLevel[] =>
  (Object.keys(sharedDatabaseAccess) as AccessLevel[]).filter((level) => isGranted(actor, sharedDatabaseAccess[level]));

/** What of the published outputs somebody sees. */
export interface SharedSight {
  levels: readonly AccessLevel[];
  /** A consumer sees the restricted ones too that are granted to them, or to an organisation they belong to, on this day. */
  grantee: { accountId: string; organisationIds: readonly string[]; on: LocalDate } | null;
}

export function sharedSightOf(actor: Actor, on: LocalDate): SharedSight {
  const { accountId } = actor;
  const organisationIds = (actor.organisationPath ?? '').split('/').filter((id) => id !== '');
  const isGrantee = accountId !== null && hasRole(actor, 'consumer');
  return { levels: levelsSeenBy(actor), grantee: isGrantee ? { accountId, organisationIds, on } : null };
}

/** The sides this actor may speak for. */
export const sidesOf = (actor: Actor): Side[] => [
  ...(hasRole(actor, 'lao_coordinator') ? (['LA'] as const) : []),
  ...(hasRole(actor, 'vn_coordinator') ? (['VN'] as const) : []),
];
