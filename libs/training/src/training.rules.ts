import { type LocalisedText, searchKey } from '#libs/kernel';

/** The kinds of practical output a course may require; the room `outputs` keeps the outputs themselves. */
export const outputKinds = ['dataset', 'model', 'practical_report'] as const;

export type OutputKind = (typeof outputKinds)[number];

/** What an enrolment must reach for a certificate. */
export interface CertificateRules<Required> {
  /** Per cent of all planned units, 0 to 100. */
  attendanceThreshold: number;
  /** Whether an excused absence counts as attended. */
  excusedCounts: boolean;
  hasAssessment: boolean;
  requiredOutputs: Required[];
}

/** What a programme, course or run is found by: its code and its texts in all languages. */
export const searchKeyOf = (code: string, ...texts: LocalisedText[]): string =>
  [code, ...texts.flatMap(({ lo, vi, en }) => [lo, vi, en])].map(searchKey).filter(Boolean).join('\n').slice(0, 16_000);
