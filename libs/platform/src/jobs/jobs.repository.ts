import { Injectable } from '@nestjs/common';
import { Database } from '../database/database.js';
import { Job } from './job.entity.js';

@Injectable()
export class JobsRepository {
  constructor(private readonly database: Database) {}

  add(job: Job): Promise<void> {
    return this.database.insert(job);
  }

  find(id: string): Promise<Job | null> {
    return this.database.read.findOneBy(Job, { id });
  }

  /** In one statement; false when it had failed or is not there. */
  async advance(id: string, progress: number): Promise<boolean> {
    const changed = await this.database.change(
      "UPDATE job SET progress = ?, version = version + 1 WHERE id = ? AND status <> 'failed'",
      [progress, id],
    );
    return changed === 1;
  }

  save(job: Job): Promise<void> {
    return this.database.update(job);
  }
}
