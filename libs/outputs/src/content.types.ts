import type { LocalDate, LocalisedText } from '#libs/kernel';

/** What an output says by its kind, beside its title and summary. A text that was not written is empty in all languages. */

export interface DatasetContent {
  kind: 'dataset';
  source: LocalisedText;
  method: LocalisedText;
  /** When what it describes took place; either end may be open. */
  period: { from: LocalDate | null; to: LocalDate | null };
}

/** `target` and `measured` in the `unit` of the indicator. */
export interface Indicator {
  name: LocalisedText;
  unit: string;
  target: number | null;
  measured: number | null;
}

export interface ModelContent {
  kind: 'model';
  purpose: LocalisedText;
  context: LocalisedText;
  steps: { title: LocalisedText; description: LocalisedText; role: string }[];
  roles: { name: LocalisedText; duties: LocalisedText }[];
  indicators: Indicator[];
}

export interface ReportContent {
  kind: 'practical_report';
  problem: LocalisedText;
  place: LocalisedText;
  findings: LocalisedText;
  recommendation: LocalisedText;
  /** To whom the recommendation speaks. */
  addressee: string;
}

export type OutputContent = DatasetContent | ModelContent | ReportContent;

const unsaid: LocalisedText = { lo: '', vi: '', en: '' };

/** Of each kind one that says nothing. */
export const silentContents: Record<OutputContent['kind'], OutputContent> = {
  dataset: { kind: 'dataset', source: unsaid, method: unsaid, period: { from: null, to: null } },
  model: { kind: 'model', purpose: unsaid, context: unsaid, steps: [], roles: [], indicators: [] },
  practical_report: {
    kind: 'practical_report',
    problem: unsaid,
    place: unsaid,
    findings: unsaid,
    recommendation: unsaid,
    addressee: '',
  },
};
