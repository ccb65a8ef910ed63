import type { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import { type Actor, Clock, isGranted, newId, notFound, requireGrant } from '#libs/kernel';
import { Audit, Storage, UnitOfWork } from '#libs/platform';
import { excuseAccess } from '../attendance.policy.js';
import { ExcuseOpening } from './excuse-opening.entity.js';
import { ExcusesRepository } from './excuses.repository.js';
import { seenBy } from './excuses.service.js';

/** Documents of excuses, handed out with a note of to whom: they tell of somebody's health or family. */
@Injectable()
export class ExcuseDocumentsService {
  constructor(
    private readonly excuses: ExcusesRepository,
    private readonly storage: Storage,
    private readonly unitOfWork: UnitOfWork,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  /** Who was given the document, newest first; null for whoever may not open it themselves. */
  async openings(actor: Actor, id: string): Promise<{ by: string; at: Date }[] | null> {
    if (!isGranted(actor, excuseAccess.open)) return null;
    const row = await this.excuses.findRow(id, seenBy(actor, excuseAccess.open));
    return row ? this.excuses.openings(id) : null;
  }

  /** Written down before the first byte leaves. The receiver closes the stream. */
  async open(actor: Actor, id: string): Promise<{ stream: Readable; size: number; name: string; mediaType: string }> {
    requireGrant(actor, excuseAccess.open);
    const row = await this.excuses.findRow(id, seenBy(actor, excuseAccess.open));
    const excuse = row && (await this.excuses.find(id));
    if (!excuse?.storageKey) throw notFound(row ? 'file' : 'excuse');
    const opened = await this.storage.open(excuse.storageKey);
    try {
      await this.unitOfWork.run(() => this.writeDown(actor, id));
    } catch (error) {
      opened.stream.destroy();
      throw error;
    }
    return { ...opened, name: excuse.fileName!, mediaType: excuse.mediaType! };
  }

  private async writeDown(actor: Actor, excuseId: string): Promise<void> {
    const opening = { id: newId(), excuseId, accountId: actor.accountId, at: this.clock.now() };
    await this.excuses.add(Object.assign(new ExcuseOpening(), opening));
    await this.audit.record(actor, { action: 'excuse.document_opened', noun: 'excuse', subjectId: excuseId });
  }
}
