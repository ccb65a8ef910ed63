import { Injectable } from '@nestjs/common';
import { isGranted } from '#libs/kernel';
import { DossierDocumentsService, DossierService, dossierAccess } from '#libs/nominations';
import type { Visit } from '../../web/index.js';
import { dossierPanel } from './dossier-panel.view.js';

export type DossierPanel = ReturnType<typeof dossierPanel>;

/** The dossier as a part of another page. */
@Injectable()
export class DossierPanels {
  constructor(
    private readonly dossiers: DossierService,
    private readonly documents: DossierDocumentsService,
  ) {}

  /** Null for those who may not open documents. */
  async of(visit: Visit, nominationId: string): Promise<DossierPanel | null> {
    if (!isGranted(visit.actor, dossierAccess.open)) return null;
    return dossierPanel(visit, await this.dossiers.of(visit.actor, nominationId), this.documents.limit);
  }
}
