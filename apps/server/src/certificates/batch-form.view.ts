import {
  type CertificateBatch,
  type CertificateDesign,
  type Eligibility,
  mayPrepareFor,
  type Signatory,
} from '#libs/certificates';
import { type Denial, isAllowed, type LocalDate, pickText } from '#libs/kernel';
import type { RunRow } from '#libs/training';
import { type Visit, whyNot } from '../web/index.js';
import { attendanceWords, otherName } from './certificate-words.js';

/** What a decision form starts from. */
export interface DecisionDraft {
  decisionNumber: string;
  decisionDate: LocalDate;
  issuedOn: LocalDate;
  issuePlace: CertificateBatch['issuePlace'];
  signatory: Partial<Signatory>;
}

/** The next decision looks like the last one: same signatory, same place. */
export const draftAfter = (last: CertificateBatch | null, today: LocalDate): DecisionDraft => ({
  decisionNumber: '',
  decisionDate: today,
  issuedOn: today,
  issuePlace: last?.issuePlace ?? { lo: 'ຮ່າໂນ້ຍ', vi: 'Hà Nội', en: 'Hanoi' },
  signatory: last?.signatory ?? {},
});

interface FormSource {
  run: RunRow;
  /** Those who may be put on the list. */
  candidates: readonly Eligibility[];
  hindrances: ReadonlyMap<string, Denial>;
  draft: DecisionDraft;
  /** Those that may be chosen, and the one that is. */
  designs: readonly CertificateDesign[];
  designId: string | null;
  /** Who is ticked; null: everybody who may be. */
  ticked: readonly string[] | null;
  action: string;
  version: number | null;
}

/** The form in which a decision is put together or mended: `{{> certificates/decision-form}}`. */
export function decisionForm(visit: Visit, source: FormSource) {
  const { run, candidates, hindrances, draft, ticked, action, version, designs, designId } = source;
  const mayPrepare = mayPrepareFor(run);
  const people = candidates.map((one) => {
    const why = hindrances.get(one.enrolment.id);
    return {
      value: one.enrolment.id,
      name: one.person.fullName,
      sub: otherName(one.person),
      attendance: attendanceWords(visit, one.rate),
      grade: one.grade,
      disabled: why !== undefined,
      why: why ? whyNot(visit, why) : null,
    };
  });
  const may = people.filter(({ disabled }) => !disabled).map(({ value }) => value);
  return {
    action,
    version,
    value: draft,
    designs: designs.map(({ id, name }) => ({ value: id, label: pickText(name, visit.language).text })),
    designId: designId ?? designs.find(({ code }) => code === 'standard')?.id ?? null,
    people,
    ticked: may.filter((id) => ticked === null || ticked.includes(id)),
    disabled: !isAllowed(mayPrepare),
    why: whyNot(visit, mayPrepare),
    submit: visit.t(version === null ? 'certificates.batch.prepare' : 'certificates.batch.prepareAgain'),
  };
}
