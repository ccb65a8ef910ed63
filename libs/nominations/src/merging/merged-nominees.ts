import { Injectable, type OnModuleInit } from '@nestjs/common';
import { type Denial, denied } from '#libs/kernel';
import { type MergingRoom, PersonMerging } from '#libs/people';
import { MergedNomineesRepository } from './merged-nominees.repository.js';

/** Two nominees who are one human: their nominations, seats and days, unless the two stand in each other's way. */
@Injectable()
export class MergedNominees implements OnModuleInit, MergingRoom {
  constructor(
    private readonly merging: PersonMerging,
    private readonly rows: MergedNomineesRepository,
  ) {}

  onModuleInit(): void {
    this.merging.register(this);
  }

  async holdings(personId: string): Promise<Record<string, number>> {
    return {
      nominations: await this.rows.count('nomination', personId),
      enrolments: await this.rows.count('enrolment', personId),
    };
  }

  /** One person has one live nomination in a run, and is in one place on one day. */
  async obstacles(survivorId: string, duplicateId: string): Promise<Denial[]> {
    const runs = await this.rows.bothLive(survivorId, duplicateId);
    const day = await this.rows.sharedDay(survivorId, duplicateId);
    return [
      ...runs.map((run) => denied('person.merge_both_nominated', { run })),
      ...(day && runs.length === 0 ? [denied('person.merge_overlap', { ...day })] : []),
    ];
  }

  move(survivorId: string, duplicateId: string): Promise<void> {
    return this.rows.move(survivorId, duplicateId);
  }
}
