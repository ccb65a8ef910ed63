import { type LocalisedText, languages, pickText } from '#libs/kernel';
import { contentOf, type OutputContent } from '#libs/outputs';
import type { Visit } from '../../web/index.js';
import { rowCount } from './form-rows.js';
import { type FormSource, formFrame } from './output-form.view.js';

/** The lists of rows that each kind of content has, with the field a row is called by. */
const lists = {
  dataset: {},
  model: { steps: 'title', roles: 'name', indicators: 'name' },
  practical_report: {},
} as const;

export const rowLists = (kind: OutputContent['kind']): string[] => Object.keys(lists[kind]);

type Stored = Record<string, unknown>;

/** What was typed as the name of a row into a form that is shown again. */
const typedName = (visit: Visit, name: string): LocalisedText =>
  Object.fromEntries(
    languages.map((language) => [language, String(visit.form?.values[`${name}.${language}`] ?? '')]),
  ) as unknown as LocalisedText;

/** A submission asks for none of these. */
const optional = ['roles'];

/** Rows as they were typed or stored, at least one to begin with. Named ones lie folded, and a first one that need not be. */
function formRows(visit: Visit, list: string, named: string, stored: readonly Stored[]) {
  const prefix = `content.${list}`;
  const count = visit.form ? rowCount(visit.form.values, prefix) : stored.length;
  const hasError = (index: number) =>
    visit.form?.errors.some(({ field }) => field.startsWith(`${prefix}.${index}.`)) === true;
  const isOpenEmpty = !optional.includes(list) || visit.form?.values.button === `add.${list}`;
  return Array.from({ length: Math.max(count, 1) }, (_, index) => {
    const row: Stored = (visit.form ? null : stored[index]) ?? {};
    const name = visit.form
      ? typedName(visit, `${prefix}.${index}.${named}`)
      : (row[named] as LocalisedText | undefined);
    const { text } = name ? pickText(name, visit.language) : { text: '' };
    return {
      row,
      number: index + 1,
      name: text,
      isOpen: (text === '' && isOpenEmpty) || hasError(index),
      up: index > 0 ? { value: `up.${list}.${index}`, label: visit.t('outputs.row.up', { number: index + 1 }) } : null,
      remove: { value: `remove.${list}.${index}`, label: visit.t('outputs.row.remove', { number: index + 1 }) },
    };
  });
}

export function contentStep(visit: Visit, source: FormSource) {
  const content = contentOf(source.detail.output);
  const rows = Object.entries(lists[content.kind]).map(([list, named]) => [
    list,
    formRows(visit, list, named, (content as unknown as Record<string, Stored[]>)[list] ?? []),
  ]);
  return {
    ...formFrame(visit, source, 'content'),
    content,
    isDataset: content.kind === 'dataset',
    isModel: content.kind === 'model',
    rows: Object.fromEntries(rows),
    /** Nothing was refused: a row came or went. */
    isRearranged: visit.form !== null && visit.form.errors.length === 0 && visit.form.message === null,
  };
}
