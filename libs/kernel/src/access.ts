import type { Actor, Role } from './actor.js';
import { DomainError, forbidden } from './domain-error.js';

/**
 * The codes of the access matrix: `A` allow, `O` own organisation and those below it, `C` assigned run,
 * `S` self, `P` published only, `2` allow but not the person who requested it.
 * `M` after a code (or alone, meaning all) masks personal fields.
 */
export type Grant = 'A' | 'O' | 'C' | 'S' | 'P' | '2' | 'M' | 'OM' | 'CM' | 'AM';

/** One row of the matrix. A role that is not named is denied. `public` is the anonymous visitor. */
export interface AccessRow {
  readonly action: string;
  readonly grants: Readonly<Partial<Record<Role | 'public', Grant>>>;
}

export const accessRow = (action: string, grants: AccessRow['grants']): AccessRow => ({ action, grants });

/** Both co-chairs have one column in the matrix. */
export const coChairs = (grant: Grant) => ({ lao_co_chair: grant, vn_co_chair: grant }) as const;

/** Every role that signs in. */
export const everyRole = (grant: Grant): Partial<Record<Role, Grant>> => ({
  nominator: grant,
  lao_coordinator: grant,
  vn_coordinator: grant,
  ...coChairs(grant),
  instructor: grant,
  trainee: grant,
  auditor: grant,
  admin: grant,
  consumer: grant,
});

/**
 * What an actor may see through one row: the union of the grants of all their roles.
 * Repositories put it into the query; an empty scope selects nothing.
 */
export interface Scope {
  /** By which roles everything is seen; conditions on the object's history may differ per role. */
  allBy: readonly Role[];
  /** Path of the actor's organisation when a role sees own organisation and those below it. */
  organisationPath: string | null;
  /** Person id or account id of the actor when a role sees only itself. */
  selfPersonId: string | null;
  selfAccountId: string | null;
  /** Person id of an instructor who sees the runs assigned to them. */
  assignedPersonId: string | null;
  /** Only what is published. */
  publishedOnly: boolean;
  /** No role sees personal fields unmasked. */
  masked: boolean;
}

/** The grants this actor has in a row, with the role each comes by. */
export function grantsOf(actor: Actor, row: AccessRow): { role: Role | 'public'; grant: Grant }[] {
  const held = actor.roles.flatMap((role) => {
    const grant = row.grants[role];
    return grant ? [{ role, grant }] : [];
  });
  const open = row.grants.public;
  return open ? [...held, { role: 'public' as const, grant: open }] : held;
}

export const isGranted = (actor: Actor, row: AccessRow): boolean =>
  actor.kind === 'rule' || actor.kind === 'operator' || grantsOf(actor, row).length > 0;

/** Refuses with 401 for the public and 403 for a signed-in actor whose roles have no grant in the row. */
export function requireGrant(actor: Actor, row: AccessRow): void {
  if (isGranted(actor, row)) return;
  if (actor.kind === 'public') throw new DomainError('unauthenticated', 'unauthenticated');
  throw forbidden('forbidden', { action: row.action });
}

/** What the actor sees through the row. Throws like `requireGrant` when there is nothing to see. */
export function scopeOf(actor: Actor, row: AccessRow): Scope {
  requireGrant(actor, row);
  const grants = grantsOf(actor, row);
  const by = (...codes: Grant[]) => grants.filter(({ grant }) => codes.includes(grant));
  const isHouse = actor.kind === 'rule' || actor.kind === 'operator';
  return {
    allBy: isHouse ? ['admin'] : by('A', 'M', 'AM', '2').flatMap(({ role }) => (role === 'public' ? [] : [role])),
    organisationPath: by('O', 'OM').length > 0 ? actor.organisationPath : null,
    selfPersonId: by('S').length > 0 ? actor.personId : null,
    selfAccountId: by('S').length > 0 ? actor.accountId : null,
    assignedPersonId: by('C', 'CM').length > 0 ? actor.personId : null,
    publishedOnly: grants.every(({ grant }) => grant === 'P'),
    masked: !isHouse && grants.every(({ grant }) => grant.endsWith('M') || grant === 'P'),
  };
}
