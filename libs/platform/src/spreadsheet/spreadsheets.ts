import { setImmediate as turn } from 'node:timers/promises';
import { MessageChannel } from 'node:worker_threads';
import type { OnApplicationShutdown } from '@nestjs/common';
import { Piscina } from 'piscina';
import { DomainError } from '#libs/kernel';
import type { ReadTask, TableHead } from './read.worker.js';
import { isRefused, type Refused, refusalError } from './refusal.js';
import type { ReadOptions, Table, TableRow } from './table.js';
import type { WorkbookSpec } from './write/spec.js';

export interface ThreadLimits {
  /** Milliseconds from the beginning of a piece of work until its thread is ended. */
  readonly timeout?: number;
  /** Of JavaScript objects in one thread. Bytes of files lie beside. */
  readonly megabytes?: number;
  /** Milliseconds without work until a thread and its memory are given back. */
  readonly idleTimeout?: number;
}

// Counted here: Piscina's own limit does not count tasks that can be given up.
const mostWaiting = 20;

/** Reads and writes spreadsheets off the event loop, one of each at a time: what they take is memory. */
export class Spreadsheets implements OnApplicationShutdown {
  private readonly reading: Piscina<ReadTask, TableHead | Refused>;
  private readonly writing: Piscina<WorkbookSpec, Uint8Array>;
  private readonly timeout: number;
  private underWay = 0;

  constructor({ timeout = 30_000, megabytes = 160, idleTimeout = 10_000 }: ThreadLimits = {}) {
    this.timeout = timeout;
    const pool = <Task, Result>(worker: string) =>
      new Piscina<Task, Result>({
        filename: new URL(worker, import.meta.url).href,
        minThreads: 0,
        maxThreads: 1,
        idleTimeout,
        resourceLimits: { maxOldGenerationSizeMb: megabytes, maxYoungGenerationSizeMb: 32 },
      });
    this.reading = pool('./read.worker.js');
    this.writing = pool('./write.worker.js');
  }

  /**
   * Reads a table from an .xlsx workbook or a CSV file, by its bytes or its path; which of the two it is, the content
   * says. Throws DomainError `spreadsheet.*` for a file that cannot be read, `busy` when too many wait.
   */
  readTable(source: Uint8Array | string, options: ReadOptions = {}): Promise<Table> {
    return this.inTurn(() => this.read(source, options));
  }

  /** Writes an .xlsx workbook. Handing over 200,000 cells takes about 20 ms of the event loop. Throws `busy` when too many wait. */
  writeWorkbook(spec: WorkbookSpec): Promise<Buffer> {
    return this.inTurn(async () => {
      const bytes = await this.writing.run(spec, { signal: AbortSignal.timeout(2 * this.timeout) });
      return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    });
  }

  async onApplicationShutdown(): Promise<void> {
    await Promise.all([this.reading.destroy(), this.writing.destroy()]);
  }

  private async inTurn<T>(work: () => Promise<T>): Promise<T> {
    if (this.underWay > mostWaiting) throw new DomainError('unavailable', 'busy');
    this.underWay++;
    try {
      return await work();
    } catch (error) {
      throw asDomainError(error);
    } finally {
      this.underWay--;
    }
  }

  private async read(source: Uint8Array | string, options: ReadOptions): Promise<Table> {
    const { port1, port2 } = new MessageChannel();
    const limit = new AbortController();
    const rows: TableRow[] = [];
    let timer: NodeJS.Timeout | undefined;
    port1.on('message', async (batch: readonly TableRow[] | null) => {
      if (batch === null) {
        timer = setTimeout(() => limit.abort(), this.timeout);
        return;
      }
      for (const row of batch) rows.push(row);
      // Others get their turn between two batches.
      await turn();
      port1.postMessage(null);
    });
    try {
      const task = { source, options, port: port2 };
      // Piscina's type follows another overload of postMessage than its code.
      const transferList = [port2] as never;
      const head = await this.reading.run(task, { transferList, signal: limit.signal });
      if (isRefused(head)) throw refusalError(head.refused.code, head.refused.args);
      return { ...head, rows };
    } finally {
      clearTimeout(timer);
      port1.close();
    }
  }
}

function asDomainError(error: unknown): unknown {
  const { name, code } = error as Error & { code?: string };
  if (name === 'AbortError') return refusalError('spreadsheet.took_too_long');
  return code === 'ERR_WORKER_OUT_OF_MEMORY' ? refusalError('spreadsheet.too_heavy') : error;
}
