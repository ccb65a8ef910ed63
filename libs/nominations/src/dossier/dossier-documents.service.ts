import { Inject, Injectable } from '@nestjs/common';
import {
  type Actor,
  Clock,
  DomainError,
  type ErrorArgs,
  type ErrorKind,
  enforce,
  invalid,
  isAllowed,
  localDateOf,
  newId,
  notFound,
  requireGrant,
} from '#libs/kernel';
import { Audit, CONFIGURATION, type Configuration, Storage, type StoredFile, UnitOfWork } from '#libs/platform';
import type { DocumentKind } from '#libs/training';
import { isOnBehalf } from '../nomination.policy.js';
import { NominationSteps } from '../nomination-steps.js';
import type { Place } from '../nominations.repository.js';
import {
  type DocumentContent,
  type DocumentType,
  documentName,
  mayBe,
  mediaTypeOf,
  wrongDates,
} from './document-kinds.rules.js';
import { DocumentLook } from './document-look.js';
import type { DocumentFields } from './dossier.fields.js';
import { dossierAccess } from './dossier.policy.js';
import { DossierRepository } from './dossier.repository.js';
import { mayChangeDossier } from './dossier.rules.js';
import { DossierDocument, documentKeyOf } from './dossier-document.entity.js';
import { DossierSight } from './dossier-sight.js';

/** Documents brought and taken away. Bytes are written before their row and go when the row does not come to be. */
@Injectable()
export class DossierDocumentsService {
  constructor(
    private readonly dossiers: DossierRepository,
    private readonly sight: DossierSight,
    private readonly steps: NominationSteps,
    private readonly content: DocumentLook,
    private readonly storage: Storage,
    private readonly unitOfWork: UnitOfWork,
    private readonly audit: Audit,
    private readonly clock: Clock,
    @Inject(CONFIGURATION) private readonly configuration: Configuration,
  ) {}

  /** The most bytes one document may have. */
  get limit(): number {
    return this.configuration.maxUploadBytes;
  }

  /** Asked before the upload is read: whoever may not add a document does not get to send it. */
  async expect(actor: Actor, nominationId: string): Promise<void> {
    requireGrant(actor, dossierAccess.change);
    const { nomination, circumstances } = await this.sight.look(actor, dossierAccess.change, nominationId);
    enforce(mayChangeDossier(nomination, circumstances));
  }

  /**
   * Keeps a file that has arrived as the document of its kind, in place of the one there was, or discards it: 415 when
   * it is not what such a document consists of, 422 when its date is missing or wrong.
   */
  async add(
    actor: Actor,
    nominationId: string,
    fields: DocumentFields,
    given: { name: string; stored: StoredFile },
  ): Promise<DossierDocument> {
    const { stored } = given;
    try {
      const wrong = wrongDates(fields.kind, fields, localDateOf(this.clock.now()));
      if (wrong.length > 0) throw invalid(...wrong);
      const content = await this.acceptable(fields.kind, stored);
      const document = describe(nominationId, fields, given, content);
      return await this.unitOfWork.run(() => this.keep(actor, document));
    } catch (error) {
      // A database lost in the middle of a commit may have kept the row: then a stray file is the lesser evil.
      if (!isUnavailable(error)) await this.storage.discard(stored.key);
      throw error;
    }
  }

  async remove(actor: Actor, nominationId: string, documentId: string): Promise<void> {
    await this.unitOfWork.run(async () => {
      const place = await this.hold(actor, nominationId);
      const document = await this.dossiers.find(nominationId, documentId);
      if (!document) throw notFound('document');
      await this.takeAway(actor, document);
      await this.record(actor, 'nomination.document_removed', document, place);
    });
  }

  private async acceptable(kind: DocumentKind, stored: StoredFile): Promise<DocumentContent> {
    if (stored.size === 0) throw refusal('invalid', 'dossier.empty');
    const content = await this.content.look(stored);
    const decision = mayBe(kind, content);
    if (!isAllowed(decision)) throw refusal('unsupported', decision.denied, decision.args);
    return content;
  }

  private async keep(actor: Actor, document: DossierDocument): Promise<DossierDocument> {
    const place = await this.hold(actor, document.nominationId);
    const before = (await this.dossiers.live(document.nominationId)).find(({ kind }) => kind === document.kind);
    if (before) await this.takeAway(actor, before);
    document.uploadedAt = this.clock.now();
    document.uploadedBy = actor.accountId;
    await this.dossiers.add(document);
    await this.record(actor, 'nomination.document_added', document, place, before ? { inPlaceOf: before.id } : {});
    return document;
  }

  private async takeAway(actor: Actor, document: DossierDocument): Promise<void> {
    await this.dossiers.remove(document, this.clock.now(), actor.accountId);
    this.unitOfWork.afterCommit(() => void this.storage.discard(document.storageKey).catch(() => undefined));
  }

  /** Holds the run, so that documents and steps of the nomination wait for each other, and sees that the dossier is open. */
  private async hold(actor: Actor, nominationId: string): Promise<Place> {
    requireGrant(actor, dossierAccess.change);
    const { nomination, place, taking } = await this.steps.hold(actor, nominationId, { access: dossierAccess.change });
    enforce(mayChangeDossier(nomination, taking));
    return place;
  }

  private record(
    actor: Actor,
    action: string,
    { id, nominationId, kind, sha256 }: DossierDocument,
    { organisationPath }: Place,
    more: Record<string, unknown> = {},
  ): Promise<void> {
    const onBehalf = isOnBehalf(actor, 'organisation', organisationPath) ? { onBehalf: true } : {};
    return this.audit.record(actor, {
      action,
      noun: 'nomination',
      subjectId: nominationId,
      details: { as: 'organisation', documentId: id, kind, sha256, ...onBehalf, ...more },
    });
  }
}

function describe(
  nominationId: string,
  { kind, issuedOn, validUntil }: DocumentFields,
  { name, stored }: { name: string; stored: StoredFile },
  { signature, pixels }: DocumentContent,
): DossierDocument {
  const type = signature as DocumentType;
  return Object.assign(new DossierDocument(), {
    id: newId(),
    nominationId,
    kind,
    issuedOn,
    validUntil,
    name: documentName(name, type),
    mediaType: mediaTypeOf(type),
    size: stored.size,
    sha256: stored.sha256,
    storageKey: stored.key,
    width: pixels?.width ?? null,
    height: pixels?.height ?? null,
    liveKey: documentKeyOf(nominationId, kind),
    removedAt: null,
    removedBy: null,
  });
}

/** A refusal of the file itself, told beside the field it was chosen in. */
const refusal = (kind: ErrorKind, code: string, args: ErrorArgs = {}): DomainError =>
  new DomainError(kind, code, args, [{ pointer: '/file', code, args }]);

const isUnavailable = (error: unknown): boolean => error instanceof DomainError && error.kind === 'unavailable';
