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

  save(job: Job): Promise<void> {
    return this.database.update(job);
  }
}
