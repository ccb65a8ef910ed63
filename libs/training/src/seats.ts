import { Injectable } from '@nestjs/common';
import { QuotasRepository } from './quotas.repository.js';

export type SeatAnswer = 'taken' | 'run_full' | 'quota_exhausted';

/**
 * Seats of a run, each of them also a seat of a quota. Joins the running unit; safe against any number of rivals on
 * both engines. Always the run first, then the quota: nobody waits for somebody who waits for them.
 */
@Injectable()
export class Seats {
  constructor(private readonly quotas: QuotasRepository) {}

  /** Takes one, or leaves everything as it was and says what there is none of. */
  async take(runId: string, quotaId: string): Promise<SeatAnswer> {
    if (!(await this.quotas.takeOfRun(runId))) return 'run_full';
    if (await this.quotas.takeOfQuota(runId, quotaId)) return 'taken';
    await this.quotas.freeOfRun(runId);
    return 'quota_exhausted';
  }

  /** Gives back one that was taken of this quota. */
  async free(runId: string, quotaId: string): Promise<void> {
    const isFreed = (await this.quotas.freeOfRun(runId)) && (await this.quotas.freeOfQuota(runId, quotaId));
    if (!isFreed) throw new Error(`No seat of quota ${quotaId} in run ${runId} is taken`);
  }
}
