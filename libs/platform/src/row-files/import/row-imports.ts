import { MessageChannel } from 'node:worker_threads';
import type { OnApplicationShutdown } from '@nestjs/common';
import { Piscina } from 'piscina';
import { isRefused, type Refused, refusalError } from '../../spreadsheet/refusal.js';
import type { HeadTask, TableStart } from './head.worker.js';
import type { Imported, ImportTask, Progress } from './import.worker.js';
import type { Declared } from './row-check.js';

/** What one file of rows may become. */
export const rowLimits = { rows: 2_000_000, bytes: 2_000 * 1024 * 1024 };

const timeout = 20 * 60_000;
const lookTimeout = 60_000;

/** Checks files of rows and makes row files of them, in a thread of its own, one after the other. */
export class RowImports implements OnApplicationShutdown {
  private readonly importing: Piscina<ImportTask, Imported | Refused>;
  private readonly looking: Piscina<HeadTask, TableStart | Refused>;

  constructor() {
    const pool = <Task, Result>(worker: string) =>
      new Piscina<Task, Result>({
        filename: new URL(worker, import.meta.url).href,
        minThreads: 0,
        maxThreads: 1,
        idleTimeout: 5000,
        resourceLimits: { maxOldGenerationSizeMb: 300, maxYoungGenerationSizeMb: 32 },
      });
    this.importing = pool('./import.worker.js');
    this.looking = pool('./head.worker.js');
  }

  /**
   * Reads the file at `source` and writes its rows to `target`, all or none: with anything wrong in any cell there is no
   * row file. Throws DomainError `spreadsheet.*` or `rows.*` for a file that is no such table, AbortError when it is
   * told to stop.
   */
  run(
    source: string,
    target: string,
    declared: Declared,
    { told, stop }: { told: (progress: Progress) => void; stop: AbortSignal },
  ): Promise<Imported> {
    const { port1, port2 } = new MessageChannel();
    port1.on('message', told);
    const task = { source, target, declared, limits: rowLimits, port: port2 };
    const limit = AbortSignal.timeout(timeout);
    return this.answer(
      // Piscina's type follows another overload of postMessage than its code.
      this.importing.run(task, { transferList: [port2] as never, signal: AbortSignal.any([stop, limit]) }),
      limit,
    ).finally(() => port1.close());
  }

  /** The header and the first rows of a file, as texts. */
  look(source: string): Promise<TableStart> {
    const limit = AbortSignal.timeout(lookTimeout);
    return this.answer(this.looking.run({ source }, { signal: limit }), limit);
  }

  async onApplicationShutdown(): Promise<void> {
    await Promise.all([this.importing.destroy(), this.looking.destroy()]);
  }

  private async answer<T extends object>(work: Promise<T | Refused>, limit: AbortSignal): Promise<T> {
    try {
      const found = await work;
      if (isRefused(found)) throw refusalError(found.refused.code, found.refused.args);
      return found;
    } catch (error) {
      if (limit.aborted) throw refusalError('spreadsheet.took_too_long');
      if ((error as { code?: string }).code === 'ERR_WORKER_OUT_OF_MEMORY') throw refusalError('spreadsheet.too_heavy');
      throw error;
    }
  }
}
