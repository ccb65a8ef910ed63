import { languages } from '#libs/kernel';
import type { LookTask } from '#libs/platform';
import type { TableField } from '../dataset/dataset.types.js';
import type { DatasetTable } from '../dataset/dataset-table.entity.js';
import type { Output } from '../output.entity.js';
import type { OutputFile } from '../output-file.entity.js';

/** Everything of an output that will be published. `pathOf` says where a stored file lies. */
export function lookedAt(
  output: Output,
  files: readonly OutputFile[],
  tables: readonly DatasetTable[],
  pathOf: (storageKey: string) => string,
): LookTask {
  return {
    texts: [
      ...languages.flatMap((language) => [
        { name: `title.${language}`, text: output.title[language] },
        { name: `summary.${language}`, text: output.summary[language] },
      ]),
      ...textsIn(output.content, 'content'),
      ...output.enterprises.map((text) => ({ name: 'enterprises', text })),
      ...files.map(({ name: text }) => ({ name: 'files', text })),
      ...tables.flatMap(({ name, title, schema }) => textsIn({ title, schema }, `tables.${name}`)),
    ],
    files: files.map(({ name, storageKey }) => ({ name, path: pathOf(storageKey) })),
    tables: tables.flatMap(({ name, rowsKey, schema }) =>
      rowsKey ? [{ name, path: pathOf(rowsKey), columns: schema.fields.map(columnOf) }] : [],
    ),
  };
}

const columnOf = ({ name, type, title, codeList }: TableField) => ({
  name,
  words: [name, ...languages.map((language) => title[language])].join(', '),
  type,
  hasCodeList: codeList.length > 0,
});

/** Every text in a value, under the names that lead to it. */
function textsIn(value: unknown, name: string): LookTask['texts'] {
  if (typeof value === 'string') return value === '' ? [] : [{ name, text: value }];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, each]) => textsIn(each, Array.isArray(value) ? name : `${name}.${key}`));
}
