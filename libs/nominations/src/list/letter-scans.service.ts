import type { Readable } from 'node:stream';
import { Inject, Injectable } from '@nestjs/common';
import { type Actor, enforce, notFound } from '#libs/kernel';
import {
  type ArrivedFile,
  CONFIGURATION,
  type Configuration,
  requireContent,
  requireType,
  Storage,
  UnitOfWork,
} from '#libs/platform';
import { type DocumentType, documentName, mayBe, mediaTypeOf } from '../dossier/document-kinds.rules.js';
import { DocumentLook } from '../dossier/document-look.js';
import { nominationAccess } from '../nomination.policy.js';
import { mayWriteLetter } from './letter.rules.js';
import { ListsInSight } from './lists-in-sight.js';
import { listAccess } from './nomination-list.policy.js';
import { NominationLists } from './nomination-lists.service.js';

/** A scan ready to be sent. The receiver closes the stream. */
export interface OpenScan {
  stream: Readable;
  size: number;
  name: string;
  mediaType: string;
}

/** The scanned official letter of a list: told by its content, kept with its hash, replaced by sending another. */
@Injectable()
export class LetterScans {
  constructor(
    private readonly lists: NominationLists,
    private readonly inSight: ListsInSight,
    private readonly look: DocumentLook,
    private readonly storage: Storage,
    private readonly unitOfWork: UnitOfWork,
    @Inject(CONFIGURATION) private readonly configuration: Configuration,
  ) {}

  /** The most bytes one scan may have. */
  get limit(): number {
    return Math.min(this.configuration.maxUploadBytes, 20 * 1024 * 1024);
  }

  /** Asked before the upload is read: whoever may not send a scan does not get to. */
  async expect(actor: Actor, runId: string, organisationId: string): Promise<void> {
    enforce(mayWriteLetter((await this.inSight.get(actor, nominationAccess.nominate, runId, organisationId)).run));
  }

  /** Keeps a scan that has arrived, or discards it: 415 when it is no PDF, JPEG or PNG. */
  async attach(actor: Actor, runId: string, organisationId: string, given: ArrivedFile): Promise<void> {
    await this.storage.keep(given.stored, async () => {
      const type = await this.typeOf(given);
      await this.unitOfWork.run(() => this.keep(actor, runId, organisationId, given, type));
    });
  }

  async open(actor: Actor, runId: string, organisationId: string): Promise<OpenScan> {
    const { scan } = (await this.inSight.get(actor, listAccess.letter, runId, organisationId)).list;
    if (!scan) throw notFound('file');
    return { ...(await this.storage.open(scan.storageKey)), name: scan.name, mediaType: scan.mediaType };
  }

  private async typeOf(given: ArrivedFile): Promise<DocumentType> {
    requireContent(given);
    const content = await this.look.look(given.stored);
    requireType(mayBe('official_letter', content));
    return content.signature as DocumentType;
  }

  private async keep(
    actor: Actor,
    runId: string,
    organisationId: string,
    { name, stored }: ArrivedFile,
    type: DocumentType,
  ): Promise<void> {
    const card = await this.lists.hold(actor, runId, organisationId);
    const { list } = card;
    enforce(mayWriteLetter(card.run));
    const { size, sha256, key: storageKey } = stored;
    const scan = { name: documentName(name, type), mediaType: mediaTypeOf(type), size, sha256, storageKey };
    const before = list.attach(scan);
    await this.lists.save(list);
    const details = { name: list.scanName, sha256, ...(before ? { replaced: before.sha256 } : {}) };
    await this.lists.record(actor, 'nomination_list.letter_scanned', card, details);
    // The scan that people were submitted with stays on disk: the audit trail names it by its hash.
    if (before && list.submittedAt === null) await this.storage.forget(before.storageKey);
  }
}
