import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Clock } from '#libs/kernel';
import { Storage, Sweeps, UnitOfWork } from '#libs/platform';
import { ImportReading } from './import-reading.js';
import { ImportsRepository } from './imports.repository.js';

/** Milliseconds an import can be looked at. */
const keptFor = 7 * 24 * 3_600_000;

/** Lists of people are not kept for longer than somebody needs to look at them. */
@Injectable()
export class ImportSweep implements OnModuleInit {
  constructor(
    private readonly imports: ImportsRepository,
    private readonly reading: ImportReading,
    private readonly storage: Storage,
    private readonly sweeps: Sweeps,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.sweeps.register(() => this.sweep());
  }

  private async sweep(): Promise<void> {
    const before = new Date(this.clock.now().getTime() - keptFor);
    for (const { id, fileStorageKey } of await this.imports.olderThan(before)) {
      await this.reading.forgetRows(id);
      await this.unitOfWork.run(async () => {
        await this.imports.forget(id);
        if (fileStorageKey !== null) await this.storage.forget(fileStorageKey);
      });
    }
  }
}
