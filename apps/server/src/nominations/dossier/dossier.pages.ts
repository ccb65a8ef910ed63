import { Get, Post } from '@nestjs/common';
import { DossierDocumentsService, DossierService, dossierAccess, NominationsService } from '#libs/nominations';
import { TakesFile } from '../../web/file-routes.js';
import { Allow, Form, Pages, Shows, type Visit } from '../../web/index.js';
import { latinName, statusBadge, wordIn } from '../nomination-words.js';
import { DossierPanels } from './dossier-panels.js';
import { receivedDocument } from './received-document.js';

/** The dossier of one nomination, its documents and their forms. */
@Pages('nominations')
export class DossierPages {
  constructor(
    private readonly nominations: NominationsService,
    private readonly dossiers: DossierService,
    private readonly documents: DossierDocumentsService,
    private readonly panels: DossierPanels,
  ) {}

  @Get(':id/documents')
  @Allow(dossierAccess.open)
  @Shows('nominations/documents')
  async show(visit: Visit) {
    const nomination = await this.nominations.get(visit.actor, visit.id());
    const dossier = await this.panels.of(visit, nomination.id);
    // There is a form for each kind: what was typed goes back into the one it was typed in.
    if (visit.form?.name === 'upload')
      visit.form = { ...visit.form, name: `upload-${String(visit.form.values.kind ?? '')}` };
    return {
      title: visit.t('dossier.pageTitle', { name: nomination.fullName }),
      kicker: `${nomination.runCode} · ${wordIn(visit, nomination.organisationName)}`,
      lead: latinName(nomination),
      badge: statusBadge(visit, nomination.status),
      breadcrumb: [
        { label: visit.t('nominations.title'), href: '/nominations' },
        { label: nomination.fullName, href: `/nominations/${nomination.id}` },
        { label: visit.t('dossier.title') },
      ],
      back: `/nominations/${nomination.id}`,
      dossier,
    };
  }

  @Post(':id/documents')
  @Allow(dossierAccess.change)
  @Form('show', 'upload')
  @TakesFile()
  async add(visit: Visit) {
    await this.documents.expect(visit.actor, visit.id());
    const { fields, file } = await receivedDocument(await visit.receive(this.documents.limit));
    await this.documents.add(visit.actor, visit.id(), fields, file);
    return this.back(visit, 'added');
  }

  @Get(':id/documents/:documentId')
  @Allow(dossierAccess.open)
  async download(visit: Visit) {
    return visit.file(await this.dossiers.open(visit.actor, visit.id(), visit.id('documentId'), 'download'));
  }

  /** The bytes for the frame or picture on a page of ours. */
  @Get(':id/documents/:documentId/preview')
  @Allow(dossierAccess.open)
  async preview(visit: Visit) {
    const opened = await this.dossiers.open(visit.actor, visit.id(), visit.id('documentId'), 'preview');
    return visit.file({ ...opened, inline: true, framed: true });
  }

  @Post(':id/documents/:documentId/removal')
  @Allow(dossierAccess.change)
  @Form('show', 'remove')
  async remove(visit: Visit) {
    await this.documents.remove(visit.actor, visit.id(), visit.id('documentId'));
    return this.back(visit, 'removed');
  }

  private back(visit: Visit, notice: string) {
    return visit.to(`/nominations/${visit.id()}/documents`, `dossier.notice.${notice}`);
  }
}
