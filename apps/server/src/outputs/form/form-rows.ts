import { FormBody } from '../../web/index.js';

/** Rows of a table in a form are posted as `<list>.<index>.<field>`. The browser holds them until the form is saved. */

type Row = Record<string, string | string[]>;

const beginning = (list: string) => `${list}.`;

/** The rows of a list as they were posted, each with its fields by name. */
function rowsOf(values: FormBody['values'], list: string): Row[] {
  const rows: Row[] = [];
  for (const [name, value] of Object.entries(values)) {
    if (!name.startsWith(beginning(list))) continue;
    const [index = '', ...field] = name.slice(beginning(list).length).split('.');
    if (!/^\d{1,3}$/.test(index)) continue;
    const row: Row = rows[Number(index)] ?? {};
    row[field.join('.')] = value;
    rows[Number(index)] = row;
  }
  return rows.filter((row) => row !== undefined);
}

export const rowCount = (values: FormBody['values'], list: string): number => rowsOf(values, list).length;

const commands = new Map<string, (rows: Row[], index: number) => Row[]>([
  ['add', (rows) => [...rows, Object.fromEntries(Object.keys(rows.at(-1) ?? {}).map((name) => [name, '']))]],
  ['remove', (rows, index) => rows.filter((_, each) => each !== index)],
  [
    'up',
    (rows, index) => {
      const row = rows[index];
      return row && index > 0 ? rows.with(index, rows[index - 1] ?? {}).with(index - 1, row) : rows;
    },
  ],
]);

/**
 * The form as it stands after a button of a row was pressed: `add.<list>`, `remove.<list>.<index>` or
 * `up.<list>.<index>`, the list named without `prefix`. Null when the button was another one.
 */
export function rearranged(body: FormBody, prefix: string, lists: readonly string[]): FormBody | null {
  const [command = '', name = '', index = ''] = (body.one('button') ?? '').split('.');
  const rearrange = commands.get(command);
  if (!rearrange || !lists.includes(name)) return null;
  const list = `${prefix}.${name}`;
  const others = Object.entries(body.values).filter(([each]) => !each.startsWith(beginning(list)));
  const rows = rearrange(rowsOf(body.values, list), Number(index)).flatMap((row, position) =>
    Object.entries(row).map(([field, value]) => [`${beginning(list)}${position}.${field}`, value] as const),
  );
  return new FormBody(Object.fromEntries([...others, ...rows]));
}
