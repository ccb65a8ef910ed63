import type { Scope } from '#libs/kernel';
import { anyOf, type Where, where } from '#libs/platform';

/*
 * Pieces of WHERE for this room and those above. `column` is the room's own SQL text, never a caller's.
 * Null when the scope has no such sight: `anyOf` leaves it out, and with nothing left selects nothing.
 */

/** `column` names the actor's organisation or one below it. */
export const ownOrganisation = (column: string, scope: Scope): Where | null =>
  scope.organisationPath === null
    ? null
    : where(
        `EXISTS (SELECT 1 FROM organisation own WHERE own.id = ${column} AND own.path LIKE ?)`,
        `${scope.organisationPath}%`,
      );

/** `column` names a person whom the actor's organisation, or one below it, employs or has nominated. */
export const knownPerson = (column: string, scope: Scope): Where | null =>
  scope.organisationPath === null
    ? null
    : where(
        `EXISTS (SELECT 1 FROM person_organisation knows JOIN organisation own ON own.id = knows.organisation_id
          WHERE knows.person_id = ${column} AND own.path LIKE ?)`,
        `${scope.organisationPath}%`,
      );

/** `column` names a person whose whole record is open to the actor, and not only what their organisation said of them. */
export const openRecord = (column: string, { allBy, organisationPath }: Scope): Where =>
  anyOf(
    allBy.length > 0 ? where('1 = 1') : null,
    organisationPath === null
      ? null
      : where(
          `EXISTS (SELECT 1 FROM person_organisation keeps JOIN organisation own ON own.id = keeps.organisation_id
            WHERE keeps.person_id = ${column} AND keeps.own_words IS NULL AND own.path LIKE ?)`,
          `${organisationPath}%`,
        ),
  );
