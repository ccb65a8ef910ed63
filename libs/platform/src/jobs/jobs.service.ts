import { Injectable } from '@nestjs/common';
import { type Actor, Clock, newId, notFound } from '#libs/kernel';
import { UnitOfWork } from '../database/unit-of-work.js';
import { Job } from './job.entity.js';
import { JobsRepository } from './jobs.repository.js';

/** Long work: started in a unit, moved on by its handler, read by the person who started it only. */
@Injectable()
export class JobsService {
  constructor(
    private readonly jobs: JobsRepository,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /** Joins the running unit. `total` is in steps of the work. */
  async start(actor: Actor, kind: string, total: number, result: Record<string, unknown> = {}): Promise<Job> {
    const job = Object.assign(new Job(), {
      id: newId(),
      kind,
      ownerAccountId: actor.accountId,
      status: 'running',
      progress: 0,
      total,
      result,
      startedAt: this.clock.now(),
      endedAt: null,
      version: 1,
    });
    await this.unitOfWork.run(() => this.jobs.add(job));
    return job;
  }

  async get(actor: Actor, id: string): Promise<Job> {
    const job = await this.jobs.find(id);
    if (!job || actor.accountId === null || job.ownerAccountId !== actor.accountId) throw notFound('job');
    return job;
  }

  /** Unscoped, for the room that started it. */
  find(id: string): Promise<Job | null> {
    return this.jobs.find(id);
  }

  /** A job that had failed runs again. */
  progress(id: string, progress: number): Promise<void> {
    return this.unitOfWork.run(async () => {
      if (await this.jobs.advance(id, progress)) return;
      await this.change(id, (job) => {
        const { code: _fault, ...result } = job.result;
        Object.assign(job, { progress, status: 'running', endedAt: null, result });
      });
    });
  }

  /** The next part of the same work begins, by the same person. Joins the running unit. */
  resume(id: string, total: number): Promise<void> {
    return this.change(id, (job) => {
      const { code: _fault, args: _args, ...result } = job.result;
      Object.assign(job, { status: 'running', progress: 0, total, endedAt: null, result });
    });
  }

  finish(id: string, status: 'done' | 'failed', result: Record<string, unknown> = {}): Promise<void> {
    return this.change(id, (job) => {
      job.status = status;
      job.result = { ...job.result, ...result };
      if (status === 'done') job.progress = job.total;
      job.endedAt = this.clock.now();
    });
  }

  private change(id: string, how: (job: Job) => void): Promise<void> {
    return this.unitOfWork.run(async () => {
      const job = await this.jobs.find(id);
      if (!job) return;
      how(job);
      await this.jobs.save(job);
    });
  }
}
