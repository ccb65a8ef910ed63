import Database, { type Bound } from 'better-sqlite3';
import { type RowValue, rowFileFormat } from '../column-types.js';
import {
  type ColumnStatistics,
  type GroupsAnswer,
  type GroupsQuestion,
  type HistogramQuestion,
  mostDistinct,
  type RowsAnswer,
  type RowsQuestion,
  type RowTask,
} from './row-question.js';
import { type RowStatement, RowStatements } from './row-statements.js';

/** Open files of this thread, the one used last at the end. */
const open = new Map<string, Database>();
const mostOpen = 8;

/** Characters of one answer: a page of very long texts ends early and says where it goes on. */
const mostCharacters = 4_000_000;

let deadline = 0;

/** What a question that took too long comes to. */
export interface TookTooLong {
  tookTooLong: true;
}

class OutOfTime extends Error {}

/** Answers one question to one row file, or says that it took too long. */
export default function answer({ path, types, question, time }: RowTask): unknown {
  deadline = performance.now() + time;
  try {
    const file = fileAt(path);
    const statements = new RowStatements(types);
    switch (question.kind) {
      case 'rows':
        return rowsOf(file, statements, question);
      case 'count':
        return Number(first(file, statements.count(question))[0]);
      case 'groups':
        return groupsOf(file, statements, question);
      case 'statistics':
        return statisticsOf(file, statements, question.column);
      case 'histogram':
        return histogramOf(file, statements, question);
    }
  } catch (error) {
    if (error instanceof OutOfTime) return { tookTooLong: true } satisfies TookTooLong;
    throw error;
  }
}

function fileAt(path: string): Database {
  const known = open.get(path);
  open.delete(path);
  const file = known ?? opened(path);
  open.set(path, file);
  for (const [oldest, last] of open) {
    if (open.size <= mostOpen) break;
    open.delete(oldest);
    last.close();
  }
  return file;
}

function opened(path: string): Database {
  const file = new Database(path, { readonly: true, fileMustExist: true });
  if (file.pragma('user_version', { simple: true }) !== rowFileFormat) throw new Error('A row file of another format');
  file.pragma('query_only = ON');
  file.pragma('trusted_schema = OFF');
  // Kilobytes of the file kept in memory; what is sorted goes to disk beyond that.
  file.pragma('cache_size = -16000');
  file.pragma('temp_store = FILE');
  file.function('in_time', { deterministic: false }, () => {
    if (performance.now() > deadline) throw new OutOfTime();
    return 1;
  });
  return file;
}

const each = (file: Database, { sql, values }: RowStatement) =>
  file
    .prepare(sql)
    .raw()
    .iterate(...(values as Bound[])) as IterableIterator<RowValue[]>;

const first = (file: Database, { sql, values }: RowStatement) =>
  file
    .prepare(sql)
    .raw()
    .get(...(values as Bound[])) as RowValue[];

function rowsOf(file: Database, statements: RowStatements, question: RowsQuestion): RowsAnswer {
  const answer: RowsAnswer = { rows: [], numbers: [], next: null };
  let characters = 0;
  let last: RowValue[] = [];
  for (const row of each(file, statements.rows({ ...question, limit: question.limit + 1 }))) {
    if (answer.rows.length === question.limit || characters > mostCharacters) {
      answer.next = { key: last[1] ?? null, n: last[0] as number };
      break;
    }
    last = row;
    const values = row.slice(2);
    for (const value of values) characters += typeof value === 'string' ? value.length : 8;
    answer.rows.push(values);
    answer.numbers.push(row[0] as number);
  }
  return answer;
}

function groupsOf(file: Database, statements: RowStatements, question: GroupsQuestion): GroupsAnswer {
  const found = [...each(file, statements.groups({ ...question, limit: question.limit + 1 }))];
  const width = question.by.length;
  const groups = found.slice(0, question.limit);
  return {
    groups: groups.map((row) => ({ by: row.slice(0, width), measures: row.slice(width) })),
    isCut: found.length > question.limit,
  };
}

function statisticsOf(file: Database, statements: RowStatements, column: number): ColumnStatistics {
  const [count, rows, minimum, maximum, mean] = first(file, statements.summary(column));
  const distinct = Number(first(file, statements.distinct(column))[0]);
  const frequent = distinct > mostDistinct ? [] : [...each(file, statements.frequent(column))];
  return {
    count: Number(count),
    missing: Number(rows) - Number(count),
    distinct: distinct > mostDistinct ? null : distinct,
    minimum: minimum ?? null,
    maximum: maximum ?? null,
    mean: mean as number | null,
    frequent: frequent.map(([value, times]) => ({ value: value as string | number, count: Number(times) })),
  };
}

function histogramOf(file: Database, statements: RowStatements, question: HistogramQuestion): number[] {
  const counts = Array.from({ length: question.bins }, () => 0);
  for (const [bin, count] of each(file, statements.histogram(question))) counts[Number(bin)] = Number(count);
  return counts;
}
