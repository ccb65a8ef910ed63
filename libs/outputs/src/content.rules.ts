import { allowed, type Decision, denied, type LocalisedText } from '#libs/kernel';
import type { OutputKind } from '#libs/training';
import { type OutputContent, silentContents } from './content.types.js';

/** What a submission looks at. Tables count when their rows are checked and stored. */
export interface SubmittedFacts {
  kind: OutputKind;
  title: LocalisedText;
  summary: LocalisedText;
  content: OutputContent | null;
  fileCount: number;
  tableCount: number;
}

/** What a submission still lacks: `pointer` names the field, `code` a text of `errors.json`. */
export interface Lack {
  pointer: string;
  code: string;
}

/** Whether a text, a row or a whole content says anything. */
export const says = (value: unknown): boolean =>
  typeof value === 'object' && value !== null
    ? Object.values(value).some(says)
    : value !== null && value !== undefined && value !== '';

/** What an output says by its kind, with every field there, though nothing was said. */
export const contentOf = ({ kind, content }: Pick<SubmittedFacts, 'kind' | 'content'>): OutputContent =>
  content ?? silentContents[kind];

/** Whether anything but the kind is said. */
export const isSilent = ({ kind: _, ...rest }: OutputContent): boolean => !says(rest);

/** Nothing that was written is thrown away by calling it a model or a report. */
export const mayBecome = (kind: OutputKind, content: OutputContent | null): Decision =>
  content === null || content.kind === kind || isSilent(content) ? allowed : denied('output.kind_has_content');

/** Tables belong to a dataset: what has some stays one. */
export const mayLeaveTables = (declaredCount: number): Decision =>
  declaredCount === 0 ? allowed : denied('output.kind_has_tables');

/** Every text of a content, in the order of its form. */
export function wordsOf(content: OutputContent): string[] {
  const { kind: _, ...rest } = content;
  const texts = (value: unknown): string[] => {
    if (typeof value === 'string') return value === '' ? [] : [value];
    return typeof value === 'object' && value !== null ? Object.values(value).flatMap(texts) : [];
  };
  return texts(rest);
}

// Lao and Vietnamese are what the two sides read; English may follow.
const isReadByBothSides = (text: LocalisedText) => text.lo !== '' && text.vi !== '';

/** All that stands between an output and its submission, in the order of its form. */
export function lacksOf(output: SubmittedFacts): Lack[] {
  const lack = (isThere: boolean, pointer: string, code: string): Lack[] =>
    isThere ? [] : [{ pointer, code: `output.${code}` }];
  return [
    ...lack(isReadByBothSides(output.title), '/title', 'title_incomplete'),
    ...lack(isReadByBothSides(output.summary), '/summary', 'summary_incomplete'),
    ...contentLacks(contentOf(output)).flatMap(([field, isThere, code]) => lack(isThere, `/content/${field}`, code)),
    ...(output.kind === 'dataset' ? lack(output.tableCount > 0, '/tables', 'no_table') : []),
    ...(output.kind === 'practical_report' ? lack(output.fileCount > 0, '/files', 'no_file') : []),
  ];
}

function contentLacks(content: OutputContent): [field: string, isThere: boolean, code: string][] {
  switch (content.kind) {
    case 'dataset':
      return [['source', says(content.source), 'no_source']];
    case 'model':
      return [
        ['purpose', says(content.purpose), 'no_purpose'],
        ['steps', content.steps.length > 0, 'no_step'],
        ['indicators', content.indicators.length > 0, 'no_indicator'],
      ];
    case 'practical_report':
      return [
        ['problem', says(content.problem), 'no_problem'],
        ['findings', says(content.findings), 'no_findings'],
        ['recommendation', says(content.recommendation), 'no_recommendation'],
      ];
  }
}
