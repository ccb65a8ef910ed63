import { Inject, Injectable } from '@nestjs/common';
import { type Actor, Clock, enforce, invalid, localDateOf, newId, notFound, requireGrant } from '#libs/kernel';
import {
  type ArrivedFile,
  Audit,
  CONFIGURATION,
  type Configuration,
  requireContent,
  requireType,
  Storage,
  UnitOfWork,
} from '#libs/platform';
import type { DocumentKind } from '#libs/training';
import { HeldNominations } from '../held-nominations.js';
import { isOnBehalf } from '../nomination.policy.js';
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
    private readonly held: HeldNominations,
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
  async add(actor: Actor, nominationId: string, fields: DocumentFields, given: ArrivedFile): Promise<DossierDocument> {
    return this.storage.keep(given.stored, async () => {
      const wrong = wrongDates(fields.kind, fields, localDateOf(this.clock.now()));
      if (wrong.length > 0) throw invalid(...wrong);
      const content = await this.acceptable(fields.kind, given);
      const document = describe(nominationId, fields, given, content);
      return this.unitOfWork.run(() => this.keep(actor, document));
    });
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

  private async acceptable(kind: DocumentKind, given: ArrivedFile): Promise<DocumentContent> {
    requireContent(given);
    const content = await this.content.look(given.stored);
    requireType(mayBe(kind, content));
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
    await this.storage.forget(document.storageKey);
  }

  /** Holds the run, so that documents and steps of the nomination wait for each other, and sees that the dossier is open. */
  private async hold(actor: Actor, nominationId: string): Promise<Place> {
    requireGrant(actor, dossierAccess.change);
    const { nomination, place, taking } = await this.held.hold(actor, nominationId, { access: dossierAccess.change });
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
  { name, stored }: ArrivedFile,
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
