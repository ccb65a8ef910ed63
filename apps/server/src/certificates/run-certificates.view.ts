import { type CertificateDesign, certificateAccess, type Eligibility, type ListedBatch } from '#libs/certificates';
import { type Denial, isGranted } from '#libs/kernel';
import type { RunRow } from '#libs/training';
import { type RunHeading, runPageTitle } from '../training/run-frame.js';
import { type Visit, whyNot } from '../web/index.js';
import { type DecisionDraft, decisionForm } from './batch-form.view.js';
import { attendanceWords, batchBadge, otherName, unmetWords } from './certificate-words.js';

export const batchRow = (visit: Visit, { batch, run, people }: ListedBatch) => ({
  href: `/certificate-batches/${batch.id}`,
  number: batch.decisionNumber,
  date: batch.decisionDate,
  runCode: run.code,
  runHref: `/runs/${run.id}/certificates`,
  people,
  badge: batchBadge(visit, batch.status),
});

const personRow = (visit: Visit, { person, rate, grade }: Eligibility) => ({
  name: person.fullName,
  sub: otherName(person),
  attendance: attendanceWords(visit, rate),
  grade,
});

interface Source {
  standing: readonly Eligibility[];
  hindrances: ReadonlyMap<string, Denial>;
  batches: readonly ListedBatch[];
  draft: DecisionDraft;
  designs: readonly CertificateDesign[];
  designId: string | null;
}

/** The tab of a run where everybody sees how they stand, and a decision is put together. */
export function runCertificatesPage(
  visit: Visit,
  { run, runHeading }: { run: RunRow; runHeading: RunHeading },
  { standing, hindrances, batches, draft, designs, designId }: Source,
) {
  const ready = standing.filter(({ isEligible, listedIn }) => isEligible && listedIn === null);
  const notYet = standing.filter(({ isEligible, listedIn }) => !isEligible && listedIn === null);
  const listed = standing.filter(({ listedIn }) => listedIn !== null);
  const prepares = isGranted(visit.actor, certificateAccess.prepare);
  const batchOf = new Map(batches.map((one) => [one.batch.id, one]));
  return {
    title: runPageTitle(visit, run, 'certificates'),
    runHeading,
    figures: [
      { figure: String(ready.length), label: visit.t('certificates.standing.ready') },
      { figure: String(notYet.length), label: visit.t('certificates.standing.notYet') },
      { figure: String(listed.length), label: visit.t('certificates.standing.listed') },
    ],
    isEmpty: standing.length === 0,
    batches: batches.map((one) => batchRow(visit, one)),
    certificates: batches.some(({ batch }) => ['approved', 'issued'].includes(batch.status))
      ? `/certificates?runId=${run.id}`
      : null,
    form:
      prepares && ready.length > 0
        ? decisionForm(visit, {
            run,
            candidates: ready,
            hindrances,
            draft,
            designs,
            designId,
            ticked: null,
            action: `/runs/${run.id}/certificates`,
            version: null,
          })
        : null,
    ready: prepares
      ? []
      : ready.map((one) => {
          const why = hindrances.get(one.enrolment.id);
          return { ...personRow(visit, one), reasons: why ? [whyNot(visit, why)] : [] };
        }),
    notYet: notYet.map((one) => ({
      ...personRow(visit, one),
      reasons: one.unmet.map((condition) => unmetWords(visit, condition)),
    })),
    listed: listed.map((one) => {
      const found = batchOf.get(one.listedIn ?? '');
      return { ...personRow(visit, one), batch: found ? batchRow(visit, found) : null };
    }),
  };
}
