import { Injectable, type OnModuleInit } from '@nestjs/common';
import { type MergingRoom, PersonMerging } from '#libs/people';
import { InvitationsRepository } from './feeds/invitations.repository.js';
import { SessionsRepository } from './sessions.repository.js';

/** Two instructors who are one human teach the sessions of both. */
@Injectable()
export class MergedInstructors implements OnModuleInit, MergingRoom {
  constructor(
    private readonly merging: PersonMerging,
    private readonly sessions: SessionsRepository,
    private readonly invitations: InvitationsRepository,
  ) {}

  onModuleInit(): void {
    this.merging.register(this);
  }

  async holdings(personId: string): Promise<Record<string, number>> {
    return { sessions: await this.sessions.countTaughtBy(personId) };
  }

  async obstacles(): Promise<[]> {
    return [];
  }

  async move(survivorId: string, duplicateId: string): Promise<void> {
    await this.sessions.changeInstructor(duplicateId, survivorId);
    await this.invitations.move(duplicateId, survivorId);
  }
}
