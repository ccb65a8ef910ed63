import { allOf, anyOf, placeholders, type Where, where } from '#libs/platform';
import type { SharedSight } from '../output.policy.js';

/** Published, and in somebody's sight: of the table `output` under this alias. */
export const published = (sight: SharedSight, alias: string): Where =>
  allOf(where(`${alias}.status = 'published'`), inSight(sight, alias));

/** In somebody's sight: of a table with the access level of outputs and the id of their first version. */
export const inSight = ({ levels, grantee }: SharedSight, alias: string): Where =>
  anyOf(
    levels.length === 0 ? null : where(`${alias}.access_level IN (${placeholders(levels)})`, ...levels),
    grantee && allOf(where(`${alias}.access_level = 'restricted'`), granted(grantee, alias)),
  );

function granted(grantee: Grantee, alias: string): Where {
  const holds = grantHeld(grantee);
  return where(
    `EXISTS (SELECT 1 FROM output_grant g WHERE g.original_id = ${alias}.original_id AND ${holds.sql})`,
    ...holds.parameters,
  );
}

/** Of the table `output_grant g`: it is theirs and in force. */
export function grantHeld({ accountId, organisationIds, on }: Grantee): Where {
  const receiver = anyOf(
    where('g.account_id = ?', accountId),
    organisationIds.length === 0
      ? null
      : where(`g.organisation_id IN (${placeholders(organisationIds)})`, ...organisationIds),
  );
  return allOf(where('g.revoked_at IS NULL'), where('g.ends_on IS NULL OR g.ends_on >= ?', on), receiver);
}

type Grantee = NonNullable<SharedSight['grantee']>;

/** Of the table `catalogue_entry e`: only the newest version that one may see is listed; older ones are found beside it. */
export function listed(sight: SharedSight): Where {
  const newer = inSight(sight, 'newer');
  return allOf(
    inSight(sight, 'e'),
    where(
      `e.has_newer = 0 OR NOT EXISTS (SELECT 1 FROM catalogue_entry newer WHERE newer.original_id = e.original_id
        AND newer.version_number > e.version_number AND ${newer.sql})`,
      ...newer.parameters,
    ),
  );
}
