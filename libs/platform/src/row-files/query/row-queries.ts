import type { OnApplicationShutdown } from '@nestjs/common';
import { Piscina } from 'piscina';
import { DomainError } from '#libs/kernel';
import type { ColumnType } from '../column-types.js';
import type { TookTooLong } from './query.worker.js';
import type { AnswerTo, RowQuestion, RowTask } from './row-question.js';

export interface QueryLimits {
  /** Milliseconds one question may take. */
  readonly time?: number;
  /** How many may wait for a thread. */
  readonly mostWaiting?: number;
}

const threads = 2;

/** Milliseconds a question may wait for its thread, before it is given up with the thread. */
const longestWait = 20_000;

/** Asks row files off the event loop, two at a time. */
export class RowQueries implements OnApplicationShutdown {
  private readonly pool = new Piscina<RowTask, unknown>({
    filename: new URL('./query.worker.js', import.meta.url).href,
    minThreads: 0,
    maxThreads: threads,
    idleTimeout: 30_000,
    resourceLimits: { maxOldGenerationSizeMb: 128, maxYoungGenerationSizeMb: 32 },
  });
  private readonly time: number;
  private readonly mostUnderWay: number;
  private underWay = 0;

  constructor({ time = 10_000, mostWaiting = 60 }: QueryLimits = {}) {
    this.time = time;
    this.mostUnderWay = threads + mostWaiting;
  }

  /** Throws 503 `busy` when too many wait, and `rows.took_too_long`. `path`: of the row file. */
  async ask<Question extends RowQuestion>(
    path: string,
    types: readonly ColumnType[],
    question: Question,
    { time = this.time }: { time?: number } = {},
  ): Promise<AnswerTo<Question>> {
    // Counted here: Piscina's own limit does not count tasks that can be given up.
    if (this.underWay >= this.mostUnderWay) throw new DomainError('unavailable', 'busy');
    this.underWay += 1;
    try {
      const signal = AbortSignal.timeout(time + longestWait);
      const answer = await this.pool.run({ path, types, question, time }, { signal });
      if (isTookTooLong(answer)) throw tookTooLong();
      return answer as AnswerTo<Question>;
    } catch (error) {
      throw error instanceof Error && error.name === 'AbortError' ? tookTooLong() : error;
    } finally {
      this.underWay -= 1;
    }
  }

  async onApplicationShutdown(): Promise<void> {
    await this.pool.destroy();
  }
}

const tookTooLong = () => new DomainError('unavailable', 'rows.took_too_long');

const isTookTooLong = (answer: unknown): answer is TookTooLong =>
  typeof answer === 'object' && answer !== null && 'tookTooLong' in answer;
