import { Injectable, type OnModuleInit } from '@nestjs/common';
import { type MergingRoom, PersonMerging } from '#libs/people';
import { BatchesRepository } from './batches.repository.js';
import { CertificatesRepository } from './certificates.repository.js';
import { DesignsRepository } from './designs/designs.repository.js';
import { RequestsRepository } from './requests/requests.repository.js';

/**
 * Two holders who are one human. An issued certificate is never changed, so it goes on naming the record it was issued
 * to and is listed under the person whom that record leads to.
 */
@Injectable()
export class MergedHolders implements OnModuleInit, MergingRoom {
  constructor(
    private readonly merging: PersonMerging,
    private readonly certificates: CertificatesRepository,
    private readonly batches: BatchesRepository,
    private readonly designs: DesignsRepository,
    private readonly requests: RequestsRepository,
  ) {}

  onModuleInit(): void {
    this.merging.register(this);
  }

  async holdings(personId: string): Promise<Record<string, number>> {
    return { certificates: await this.certificates.countOfPerson(personId) };
  }

  async obstacles(): Promise<[]> {
    return [];
  }

  /** Whoever prepared a batch, drafted a design or asked for a change must not decide on it as the one they were merged into. */
  async move(survivorId: string, duplicateId: string): Promise<void> {
    await this.batches.changePreparer(duplicateId, survivorId);
    await this.designs.changeAuthor(duplicateId, survivorId);
    await this.requests.changeRequester(duplicateId, survivorId);
  }
}
