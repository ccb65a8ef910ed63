import type { Scope } from '#libs/kernel';
import { ownOrganisation } from '#libs/people';
import { anyOf, type Where, where } from '#libs/platform';
import { assignedRun } from '#libs/training';

/*
 * Pieces of WHERE of this room. Who sees a whole run (or an instructor's) also sees it when nobody is enrolled;
 * whoever sees people only sees the runs those people are in.
 */

/** Runs `r` of which the scope sees everybody. */
export const wholeRuns = (scope: Scope): Where =>
  anyOf(
    scope.allBy.length > 0 ? where('1 = 1') : null,
    scope.assignedPersonId ? assignedRun('r.id', scope.assignedPersonId) : null,
  );

/** Enrolments `e` in the scope. */
export const enrolmentsIn = (scope: Scope): Where =>
  anyOf(
    scope.allBy.length > 0 ? where('1 = 1') : null,
    ownOrganisation('e.organisation_id', scope),
    scope.assignedPersonId ? assignedRun('e.run_id', scope.assignedPersonId) : null,
    scope.selfPersonId ? where('e.person_id = ?', scope.selfPersonId) : null,
  );
