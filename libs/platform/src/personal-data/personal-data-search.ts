import type { OnApplicationShutdown } from '@nestjs/common';
import { Piscina } from 'piscina';
import type { LookTask } from './look.worker.js';
import type { PersonalDataFinding } from './personal-data.types.js';

/** Why a look came to no end. */
export class LookGivenUp extends Error {
  constructor(readonly code: 'took_too_long' | 'too_heavy') {
    super(code);
  }
}

/** Looks through texts, files and rows for what belongs to a person, off the event loop, one look at a time. */
export class PersonalDataSearch implements OnApplicationShutdown {
  private readonly pool: Piscina<LookTask, PersonalDataFinding[]>;

  /** `timeout` in milliseconds. */
  constructor(private readonly timeout = 15 * 60_000) {
    this.pool = new Piscina({
      filename: new URL('./look.worker.js', import.meta.url).href,
      minThreads: 0,
      maxThreads: 1,
      idleTimeout: 10_000,
      resourceLimits: { maxOldGenerationSizeMb: 512, maxYoungGenerationSizeMb: 32 },
    });
  }

  /** `end` gives it up. Throws {@link LookGivenUp}. */
  async look(task: LookTask, end?: AbortSignal): Promise<PersonalDataFinding[]> {
    const late = AbortSignal.timeout(this.timeout);
    try {
      return await this.pool.run(task, { signal: end ? AbortSignal.any([late, end]) : late });
    } catch (error) {
      const { code } = error as Error & { code?: string };
      if (late.aborted) throw new LookGivenUp('took_too_long');
      if (code === 'ERR_WORKER_OUT_OF_MEMORY') throw new LookGivenUp('too_heavy');
      throw error;
    }
  }

  async onApplicationShutdown(): Promise<void> {
    await this.pool.destroy();
  }
}
