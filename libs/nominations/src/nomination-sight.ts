import { type AccessRow, type Actor, type Role, scopeOf } from '#libs/kernel';
import { ownOrganisation } from '#libs/people';
import { anyOf, placeholders, type Where, where } from '#libs/platform';

const everything = where('1 = 1');

/**
 * What a role that sees "all" sees: Laos what was ever submitted, Viet Nam what was ever selected, and both what they
 * drafted themselves.
 */
function allBy(role: Role, actor: Actor): Where {
  if (role === 'lao_coordinator') return where('n.submitted_at IS NOT NULL OR n.drafted_by = ?', actor.accountId);
  if (role === 'vn_coordinator') return where('n.selected_at IS NOT NULL OR n.drafted_by = ?', actor.accountId);
  return everything;
}

/** Nominations `n` that the actor sees through a row of the matrix. */
export function nominationsInSight(actor: Actor, row: AccessRow): Where {
  const scope = scopeOf(actor, row);
  return anyOf(
    ...scope.allBy.map((role) => allBy(role, actor)),
    ownOrganisation('n.organisation_id', scope),
    scope.selfPersonId === null ? null : where('n.person_id = ?', scope.selfPersonId),
  );
}

/** Of one of these; of none of them, none. */
export const inStatus = (statuses: readonly string[]): Where =>
  anyOf(statuses.length > 0 ? where(`n.status IN (${placeholders(statuses)})`, ...statuses) : null);
