import type { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import { type Actor, Clock, type Decision, newId, notFound, requireGrant, scopeOf } from '#libs/kernel';
import { accountAccess } from '#libs/people';
import { Audit, Storage, UnitOfWork } from '#libs/platform';
import { partiesOf } from '../nomination.policy.js';
import { mayReadName } from '../nomination-history.js';
import type { Place } from '../nominations.repository.js';
import { dossierAccess } from './dossier.policy.js';
import { DossierRepository, type Opening } from './dossier.repository.js';
import { mayChangeDossier } from './dossier.rules.js';
import type { DossierDocument } from './dossier-document.entity.js';
import { DossierDownload, type OpeningWay } from './dossier-download.entity.js';
import { DossierSight } from './dossier-sight.js';
import { type DossierStanding, DossierState } from './dossier-state.js';

export interface Dossier extends DossierStanding {
  nominationId: string;
  documents: DossierDocument[];
  /** Who was given a document, newest first; the name is null where the reader may not read accounts. */
  openings: (Omit<Opening, 'accountId' | 'accountName' | 'organisationPath'> & { by: string | null })[];
  /** Whether documents may be added and taken away now. */
  mayChange: Decision;
}

/** A document ready to be sent. The receiver closes the stream. */
export interface OpenDocument {
  stream: Readable;
  size: number;
  name: string;
  mediaType: string;
}

/** The dossier of one nomination as people see it, and its documents handed out with a note of to whom. */
@Injectable()
export class DossierService {
  constructor(
    private readonly dossiers: DossierRepository,
    private readonly states: DossierState,
    private readonly sight: DossierSight,
    private readonly storage: Storage,
    private readonly unitOfWork: UnitOfWork,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  async of(actor: Actor, nominationId: string): Promise<Dossier> {
    requireGrant(actor, dossierAccess.open);
    const { nomination, circumstances } = await this.sight.look(actor, dossierAccess.open, nominationId);
    const accounts = scopeOf(actor, accountAccess.read);
    const openings = await this.dossiers.openings(nominationId);
    return {
      nominationId,
      ...(await this.states.ofOne(nominationId)),
      documents: await this.dossiers.live(nominationId),
      openings: openings.map(({ accountId, accountName, organisationPath, ...opening }) => ({
        ...opening,
        by: mayReadName({ accountId, organisationPath }, accounts) ? accountName : null,
      })),
      mayChange: mayChangeDossier(nomination, circumstances),
    };
  }

  /** Hands out the bytes, and writes down to whom before the first of them leaves. */
  async open(actor: Actor, nominationId: string, documentId: string, way: OpeningWay): Promise<OpenDocument> {
    requireGrant(actor, dossierAccess.open);
    const place = await this.sight.locate(actor, dossierAccess.open, nominationId);
    const document = await this.dossiers.find(nominationId, documentId);
    if (!document) throw notFound('document');
    const opened = await this.storage.open(document.storageKey);
    try {
      await this.unitOfWork.run(() => this.writeDown(actor, document, place, way));
    } catch (error) {
      opened.stream.destroy();
      throw error;
    }
    return { ...opened, name: document.name, mediaType: document.mediaType };
  }

  private async writeDown(actor: Actor, document: DossierDocument, place: Place, way: OpeningWay): Promise<void> {
    const [party] = partiesOf(actor, place);
    const about = { documentId: document.id, accountId: actor.accountId, party: party!, way };
    await this.dossiers.add(Object.assign(new DossierDownload(), { id: newId(), at: this.clock.now(), ...about }));
    await this.audit.record(actor, {
      action: 'dossier_document.opened',
      noun: 'dossier_document',
      subjectId: document.id,
      details: { nominationId: document.nominationId, kind: document.kind, way, as: party },
    });
  }
}
