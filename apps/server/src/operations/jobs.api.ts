import { Get } from '@nestjs/common';
import { z } from 'zod';
import type { Actor } from '#libs/kernel';
import { type Job, JobsService } from '#libs/platform';
import { AllowSignedIn, Answers, Api, CurrentActor, Id } from '../web/index.js';

const jobSchema = z.object({
  id: z.string(),
  kind: z.string(),
  status: z.enum(['running', 'done', 'failed']),
  progress: z.number().int(),
  total: z.number().int(),
  result: z.record(z.string(), z.unknown()),
  startedAt: z.iso.datetime(),
  endedAt: z.iso.datetime().nullable(),
});

const jobResource = (job: Job): z.output<typeof jobSchema> => ({
  id: job.id,
  kind: job.kind,
  status: job.status,
  progress: job.progress,
  total: job.total,
  result: job.result,
  startedAt: job.startedAt.toISOString(),
  endedAt: job.endedAt?.toISOString() ?? null,
});

/** Long work, for the person who started it only. */
@Api('jobs')
export class JobsApi {
  constructor(private readonly jobs: JobsService) {}

  @Get(':id')
  @AllowSignedIn()
  @Answers(jobSchema)
  async get(@CurrentActor() actor: Actor, @Id() id: string) {
    return jobResource(await this.jobs.get(actor, id));
  }
}
