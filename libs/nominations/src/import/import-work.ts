import { Injectable, type OnModuleInit } from '@nestjs/common';
import { type Actor, conflict } from '#libs/kernel';
import { Outbox, Outdated } from '#libs/platform';
import { ImportPreparing } from './import-preparing.js';
import { ImportReading } from './import-reading.js';
import { giveUpAfter, ImportSteps, importArrived, importWanted, type Wanted } from './import-steps.js';
import { ImportTerms } from './import-terms.js';
import { ImportWriting } from './import-writing.js';
import type { NominationImport } from './nomination-import.entity.js';

/** How often an import is prepared anew because others were quicker. */
const mostRounds = 4;

/**
 * Reads and imports behind the outbox: what a crash cut off begins anew, and shows nothing before. What can never
 * succeed is told in the job; what broke off is tried a few times more, and what is out of reach until it is there.
 */
@Injectable()
export class ImportWork implements OnModuleInit {
  constructor(
    private readonly steps: ImportSteps,
    private readonly terms: ImportTerms,
    private readonly reading: ImportReading,
    private readonly preparing: ImportPreparing,
    private readonly writing: ImportWriting,
    private readonly outbox: Outbox,
  ) {}

  onModuleInit(): void {
    this.outbox.handle(importArrived, (news) => this.read(news));
    this.outbox.handle(importWanted, (news) => this.write(news));
  }

  async read({ importId, actor: sender }: Wanted): Promise<void> {
    const arrived = await this.steps.attempt(importId, 'reading');
    if (!arrived) return;
    try {
      giveUpAfter(arrived);
      const { actor } = await this.terms.sender(sender, arrived);
      const counts = await this.reading.read(actor, arrived);
      await this.steps.appear(actor, arrived, counts);
    } catch (error) {
      const fault = await this.steps.faultFor(arrived, error);
      await this.reading.forgetRows(importId);
      await this.steps.refuse(importId, 'refused', fault);
    }
  }

  async write({ importId, actor: sender }: Wanted): Promise<void> {
    const arrived = await this.steps.attempt(importId, 'importing');
    if (!arrived) return;
    try {
      giveUpAfter(arrived);
      await this.import(sender, arrived);
    } catch (error) {
      await this.steps.refuse(importId, 'checked', await this.steps.faultFor(arrived, error));
    }
  }

  /** All rows or none. Prepared anew when others were quicker. */
  private async import(sender: Actor, arrived: NominationImport): Promise<void> {
    for (let round = 1; ; round += 1) {
      const prepared = await this.preparing.prepare(await this.terms.now(sender, arrived), arrived);
      try {
        return await this.writing.write(sender, arrived.id, prepared);
      } catch (error) {
        if (!(error instanceof Outdated)) throw error;
        if (round === mostRounds) throw conflict('concurrent_change', { noun: error.noun });
      }
    }
  }
}
