import { type Actor, type Scope, scopeOf, searchKey } from '#libs/kernel';
import { ownOrganisation } from '#libs/people';
import { allOf, anyOf, containing, type Where, where } from '#libs/platform';
import { assignedRun } from '#libs/training';
import type { CertificateSelection } from './certificate.fields.js';
import { certificateAccess } from './certificate.policy.js';

/** Issued to the person, or to a record that turned out to be the same person: a certificate itself is never changed. */
export const ofPerson = (personId: string): Where =>
  where(
    `(k.person_id = ? OR k.person_id IN (SELECT former.id FROM person former WHERE former.merged_into_id = ?))`,
    personId,
    personId,
  );

/** Certificates `k` that are seen through a scope. */
export const certificatesSeen = (scope: Scope): Where =>
  anyOf(
    scope.allBy.length > 0 ? where('1 = 1') : null,
    // By whom they were sent: whoever merely claims to know a person has no part in their certificates.
    ownOrganisation('k.organisation_id', scope),
    scope.selfPersonId ? ofPerson(scope.selfPersonId) : null,
    scope.assignedPersonId ? assignedRun('k.run_id', scope.assignedPersonId) : null,
  );

/** Certificates `k` that were chosen. */
export function certificatesChosen({ q, runId, batchId, organisationId, status }: CertificateSelection): Where {
  const words = q ? searchKey(q) : '';
  return allOf(
    runId ? where('k.run_id = ?', runId) : null,
    batchId ? where('k.batch_id = ?', batchId) : null,
    organisationId ? where('k.organisation_id = ?', organisationId) : null,
    status ? where('k.status = ?', status) : null,
    words ? where("k.search_key LIKE ? ESCAPE '!'", containing(words)) : null,
  );
}

/** Certificates `k` that an actor may download. */
export const certificatesToDownload = (actor: Actor): Where =>
  certificatesSeen(scopeOf(actor, certificateAccess.download));

/**
 * What follows WHERE: chosen certificates `k` that an actor may download and of which `besides` holds, in the order of the
 * register; `limit` and one at most, which tells that there are more.
 */
export function chosenToDownload(actor: Actor, chosen: CertificateSelection, besides: string, limit: number): Where {
  const { sql, parameters } = allOf(certificatesToDownload(actor), certificatesChosen(chosen), where(besides));
  return where(`${sql} ORDER BY k.register_number LIMIT ${limit + 1}`, ...parameters);
}
