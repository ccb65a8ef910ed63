import { pickText, searchKey } from '#libs/kernel';
import type { DatasetTable, Output, TableField, TableSchema } from '#libs/outputs';
import { columnTypes, mostColumns } from '#libs/platform';
import type { Visit } from '../../web/index.js';
import { rowCount } from '../form/form-rows.js';
import { codesText } from './table-form.js';
import { tableCrumbs } from './tables-page.view.js';

/** What the form begins with: a declared table, a suggestion, or nothing. */
export interface TableDraft {
  name: string;
  title: DatasetTable['title'];
  schema: TableSchema | null;
}

export const emptyDraft: TableDraft = { name: '', title: { lo: '', vi: '', en: '' }, schema: null };

/** What a table from this file might be called. */
export const nameOfFile = (name: string): string =>
  searchKey(name.replace(/\.[^.]*$/, ''))
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^[_0-9]+|_+$/g, '')
    .slice(0, 60);

const list = 'schema.fields';

/** The columns as they were typed, declared or suggested, at least one. What is complete lies folded. */
function columnRows(visit: Visit, schema: TableSchema | null) {
  const stored = visit.form ? [] : (schema?.fields ?? []);
  const count = visit.form ? rowCount(visit.form.values, list) : stored.length;
  const has = (index: number) => visit.form?.errors.some(({ field }) => field.startsWith(`${list}.${index}.`)) === true;
  const typed = (index: number, name: string) => String(visit.form?.values[`${list}.${index}.${name}`] ?? '');
  return Array.from({ length: Math.max(count, 1) }, (_, index) => {
    const field: TableField | undefined = stored[index];
    const number = index + 1;
    const name = visit.form ? typed(index, 'name') : (field?.name ?? '');
    return {
      field,
      codes: field ? codesText(field.codeList) : '',
      isKey: field ? schema?.primaryKey.includes(field.name) === true : false,
      number,
      name,
      isOpen: name === '' || has(index),
      up: index > 0 ? { value: `up.fields.${index}`, label: visit.t('outputs.row.up', { number }) } : null,
      remove: { value: `remove.fields.${index}`, label: visit.t('outputs.row.remove', { number }) },
    };
  });
}

export const typeOptions = (visit: Visit) =>
  columnTypes.map((value) => ({ value, label: visit.t(`output-tables.type.${value}`) }));

export function tableFormPage(visit: Visit, output: Output, draft: TableDraft, table: DatasetTable | null) {
  const heading = table ? pickText(table.title, visit.language).text : visit.t('output-tables.new');
  const home = `/outputs/${output.id}/tables`;
  const columns = columnRows(visit, draft.schema);
  return {
    title: heading,
    breadcrumb: [...tableCrumbs(visit, output), { label: heading }],
    action: table ? `${home}/${table.id}/edit` : `${home}/new`,
    back: table ? `${home}/${table.id}` : home,
    version: table?.version ?? null,
    losesRows: table?.hasRows === true,
    name: draft.name,
    tableTitle: draft.title,
    columns,
    mayAdd: columns.length < mostColumns,
    missingWords: draft.schema?.missingValues.join(' ') ?? '',
    types: typeOptions(visit),
    /** Nothing was refused: a row came or went. */
    isRearranged: visit.form !== null && visit.form.errors.length === 0 && visit.form.message === null,
  };
}
