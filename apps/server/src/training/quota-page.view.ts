import { pickText } from '#libs/kernel';
import type { OrganisationLine } from '#libs/people';
import { type CourseRun, type QuotaRow, seatsBeyondCapacity } from '#libs/training';
import type { Visit } from '../web/index.js';

/** Rows offered beside the quotas that are set; whoever needs more saves and comes back. */
const emptyRows = 5;

/** The quotas of a run as one form: those that are set, and empty rows for more. */
export function quotasPage(
  visit: Visit,
  run: CourseRun,
  quotas: readonly QuotaRow[],
  organisations: readonly OrganisationLine[],
) {
  const set = new Set(quotas.map(({ organisationId }) => organisationId));
  const rows = Math.max(emptyRows, typedRows(visit) - quotas.length);
  return {
    title: `${visit.t('runs.quotasTitle')} · ${run.code}`,
    breadcrumb: [
      { label: visit.t('runs.title'), href: '/runs' },
      { label: run.code, href: `/runs/${run.id}` },
      { label: visit.t('runs.quotasTitle') },
    ],
    action: `/runs/${run.id}/quotas`,
    back: `/runs/${run.id}`,
    version: run.version,
    lead: visit.t('runs.quotasLead', { capacity: run.capacity, taken: run.seatsTaken }),
    beyond: seatsBeyondCapacity(quotas, run.capacity),
    quotas: quotas.map((quota, index) => ({
      organisationId: quota.organisationId,
      name: pickText(quota.organisationName, visit.language).text,
      seats: quota.seats,
      taken: quota.taken,
      organisationField: `quotas.${index}.organisationId`,
      seatsField: `quotas.${index}.seats`,
    })),
    more: Array.from({ length: rows }, (_, index) => ({
      organisationField: `quotas.${quotas.length + index}.organisationId`,
      seatsField: `quotas.${quotas.length + index}.seats`,
    })),
    organisations: organisations
      .filter(({ id }) => !set.has(id))
      .map((one) => ({ value: one.id, label: nameOf(visit, one) })),
  };
}

const nameOf = (visit: Visit, { name, parentName }: OrganisationLine): string => {
  const own = pickText(name, visit.language).text;
  return parentName ? `${own} (${pickText(parentName, visit.language).text})` : own;
};

/** How many rows a refused form had. */
const typedRows = (visit: Visit): number =>
  Object.keys(visit.form?.values ?? {}).filter((name) => name.endsWith('.organisationId')).length;
