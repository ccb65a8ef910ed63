import { DomainError } from '#libs/kernel';

/** Somebody changed the row in between, or the engine broke a deadlock: the whole unit is run again. */
export class ConcurrentChange extends Error {
  constructor(readonly noun: string) {
    super(`concurrent change of ${noun}`);
  }
}

/** What was made ready before the unit no longer holds: running the unit again would not help, making it ready anew does. */
export class Outdated extends Error {
  constructor(readonly noun: string) {
    super(`${noun} changed since it was made ready`);
  }
}

interface DriverFault {
  code?: string;
  errno?: number;
  message: string;
  fatal?: boolean;
}

const driverFault = (error: unknown): DriverFault => {
  const { driverError } = error as { driverError?: DriverFault };
  return driverError ?? (error as DriverFault);
};

/** True for a violated unique key, on either engine. */
export const isUniqueViolation = (error: unknown): boolean =>
  ['SQLITE_CONSTRAINT_UNIQUE', 'SQLITE_CONSTRAINT_PRIMARYKEY', 'ER_DUP_ENTRY'].includes(driverFault(error)?.code ?? '');

/**
 * True when the violated unique key is `index` of `table` over `columns` (all in snake case).
 * SQLite names the columns, MariaDB the index.
 */
export function violatesUnique(error: unknown, index: string, table: string, columns: readonly string[]): boolean {
  if (!isUniqueViolation(error)) return false;
  const { message } = driverFault(error);
  const named = message.includes(`'${index}'`) || message.includes(`.${index}'`);
  return named || message.endsWith(columns.map((column) => `${table}.${column}`).join(', '));
}

const retried = [
  'ER_LOCK_DEADLOCK',
  'ER_LOCK_WAIT_TIMEOUT',
  'ER_CHECKREAD',
  'SQLITE_BUSY',
  'SQLITE_BUSY_SNAPSHOT',
  'SQLITE_BUSY_RECOVERY',
];

export const isTransient = (error: unknown): boolean =>
  error instanceof ConcurrentChange || retried.includes(driverFault(error)?.code ?? '');

const lost = [
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ENOTFOUND',
  'ETIMEDOUT',
  'PROTOCOL_CONNECTION_LOST',
  'ER_SERVER_SHUTDOWN',
  'ER_CON_COUNT_ERROR',
  'ER_CONNECTION_KILLED',
  'PROTOCOL_ENQUEUE_AFTER_FATAL_ERROR',
  'POOL_CLOSED',
];

/** True when the database cannot be reached now; the next request may find it again. */
export function isUnavailable(error: unknown): boolean {
  const fault = driverFault(error);
  if (!fault) return false;
  return lost.includes(fault.code ?? '') || /connection is in closed state|Pool is closed/i.test(fault.message ?? '');
}

/** Of the database, and of the disk that files lie on. */
const full = ['SQLITE_FULL', 'ER_DISK_FULL', 'ER_RECORD_FILE_FULL', 'ENOSPC', 'EDQUOT'];

/** The refusal a caller sees for a fault of the database or a full disk; other errors pass unchanged. */
export function asDomainError(error: unknown): unknown {
  if (error instanceof ConcurrentChange) return new DomainError('conflict', 'concurrent_change', { noun: error.noun });
  if (isTransient(error)) return new DomainError('unavailable', 'busy');
  if (isUnavailable(error)) return new DomainError('unavailable', 'database_unavailable');
  if (full.includes(driverFault(error)?.code ?? '')) return new DomainError('unavailable', 'disk_full');
  return error;
}

/**
 * The same fault without the values its statement carried: they may be anybody's data, and more people read logs than
 * may read the rows. The statement with its placeholders stays. Other errors pass unchanged.
 */
export function withoutValues(error: unknown): unknown {
  if (!(error instanceof Error) || !('driverError' in error || 'sql' in error)) return error;
  const { query, code } = error as { query?: string; code?: string };
  // Duplicate entry 'x' for key 'y'; Incorrect date value: 'x' for column 'y'.
  const message = error.message.replace(/(entry|value:?) '.*'(?= for )/s, '$1 …');
  const stack = error.stack?.replace(error.message, () => message);
  return Object.assign(new Error(message), { name: error.name, stack, code, query });
}
