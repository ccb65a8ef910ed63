import { Entity, Index } from 'typeorm';
import { id, instant, json, Key, orNull, Stored, text, whole } from '../database/columns.js';

export type JobStatus = 'running' | 'done' | 'failed';

/** Long work a person started: they find its progress and result here. */
@Entity('job')
@Index('ix_job_owner', ['ownerAccountId', 'id'])
export class Job {
  @Key() id: string;
  @Stored(text(60)) kind: string;
  @Stored(orNull(id())) ownerAccountId: string | null;
  @Stored(text(20)) status: JobStatus;
  @Stored(whole()) progress: number;
  @Stored(whole()) total: number;
  /** What came of it: ids and links, or an error code. */
  @Stored(json()) result: Record<string, unknown>;
  @Stored(instant()) startedAt: Date;
  @Stored(orNull(instant())) endedAt: Date | null;
  @Stored(whole()) version: number;
}
