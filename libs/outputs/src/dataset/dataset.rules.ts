import { allowed, type Decision, denied, firstDenial } from '#libs/kernel';
import { mayEdit } from '../output.rules.js';
import type { OutputKind, OutputStatus } from '../output.types.js';
import { mostTables, type TableStatus } from './dataset.types.js';

/** What of an output decides about its tables. */
interface Place {
  kind: OutputKind;
  status: OutputStatus;
}

const holdsTables = (kind: OutputKind): Decision => (kind === 'dataset' ? allowed : denied('dataset.not_a_dataset'));

export const mayDeclare = ({ kind, status }: Place, tableCount: number): Decision =>
  firstDenial(
    mayEdit(status),
    holdsTables(kind),
    tableCount < mostTables ? allowed : denied('dataset.too_many_tables', { most: mostTables }),
  );

/** Columns and rows change while nobody reviews them, and one file at a time is checked. */
export const mayChangeTable = (output: Pick<Place, 'status'>, table: { status: TableStatus }): Decision =>
  firstDenial(mayEdit(output.status), table.status === 'checking' ? denied('dataset.being_checked') : allowed);

/** A dataset is handed in with the rows of every table it declares. */
export function areStored(tables: readonly { name: string; status: TableStatus; rowsKey: string | null }[]): Decision {
  const open = tables.filter(({ status, rowsKey }) => rowsKey === null || status === 'checking');
  return open.length === 0
    ? allowed
    : denied('dataset.not_stored', { tables: open.map(({ name }) => name).join(', ') });
}
