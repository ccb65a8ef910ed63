import { Get, Post } from '@nestjs/common';
import { z } from 'zod';
import {
  type ApprovalFields,
  ApprovalService,
  approvalFields,
  BatchesService,
  BatchLists,
  batchFields,
  batchQuery,
  CertificateArchives,
  certificateAccess,
  DesignsService,
  EligibilityService,
  SpecimensService,
} from '#libs/certificates';
import { reasonForm } from '#libs/platform';
import { Allow, Form, Pages, Shows, type Visit } from '../web/index.js';
import { decisionForm } from './batch-form.view.js';
import { batchCrumbs, batchesPage, batchPage, batchTitle } from './batch-page.view.js';
import { archiveFile, specimenFile } from './certificate-file.js';

const batchEdit = batchFields.extend({ version: z.number().int() });

@Pages('certificate-batches')
export class CertificateBatchPages {
  constructor(
    private readonly lists: BatchLists,
    private readonly batches: BatchesService,
    private readonly approval: ApprovalService,
    private readonly eligibility: EligibilityService,
    private readonly specimens: SpecimensService,
    private readonly designs: DesignsService,
    private readonly archives: CertificateArchives,
  ) {}

  @Get()
  @Allow(certificateAccess.readBatch)
  @Shows('certificates/batches')
  async index(visit: Visit) {
    const query = visit.read(batchQuery);
    return batchesPage(visit, query, await this.lists.list(visit.actor, query));
  }

  @Get(':id')
  @Allow(certificateAccess.readBatch)
  @Shows('certificates/batch')
  async show(visit: Visit) {
    return batchPage(visit, await this.lists.get(visit.actor, visit.id()));
  }

  @Get(':id/certificates.zip')
  @Allow(certificateAccess.readBatch)
  async zip(visit: Visit) {
    await this.lists.brief(visit.actor, visit.id());
    return visit.file(archiveFile(await this.archives.zip(visit.actor, { batchId: visit.id() })));
  }

  /** The certificate of one name as it would be. */
  @Get(':id/specimens/:enrolmentId')
  @Allow(certificateAccess.readBatch)
  async specimen(visit: Visit) {
    return visit.file(specimenFile(await this.specimens.ofBatch(visit.actor, visit.id(), visit.id('enrolmentId'))));
  }

  @Get(':id/preparation')
  @Allow(certificateAccess.prepare)
  @Shows('certificates/preparation')
  async form(visit: Visit) {
    const detail = await this.lists.get(visit.actor, visit.id());
    const { batch, run, entries } = detail;
    const standing = await this.eligibility.ofRun(batch.runId);
    const candidates = standing.filter(
      ({ isEligible, listedIn }) => isEligible && (listedIn === null || listedIn === batch.id),
    );
    return {
      title: batchTitle(visit, batch),
      breadcrumb: batchCrumbs(visit, detail),
      statusReason: batch.statusReason,
      form: decisionForm(visit, {
        run,
        candidates,
        hindrances: await this.specimens.hindrances(batch.runId, candidates),
        draft: batch,
        designs: await this.designs.choices(visit.actor),
        designId: detail.design?.designId ?? null,
        ticked: entries.map(({ enrolmentId }) => enrolmentId),
        action: `/certificate-batches/${batch.id}/preparation`,
        version: batch.version,
      }),
    };
  }

  @Post(':id/preparation')
  @Allow(certificateAccess.prepare)
  @Form('form', 'batch', batchEdit)
  async prepareAgain(visit: Visit, { version, ...fields }: z.output<typeof batchEdit>) {
    await this.batches.prepareAgain(visit.actor, visit.id(), version, fields);
    return visit.to(`/certificate-batches/${visit.id()}`, 'certificates.notice.preparedAgain');
  }

  @Post(':id/approval')
  @Allow(certificateAccess.approve)
  @Form('show', 'approve', approvalFields)
  async approve(visit: Visit, fields: ApprovalFields) {
    await this.approval.approve(visit.actor, visit.id(), fields);
    return visit.to(`/certificate-batches/${visit.id()}`, 'certificates.notice.approved');
  }

  @Post(':id/return')
  @Allow(certificateAccess.approve)
  @Form('show', 'return', reasonForm)
  async return(visit: Visit, { reason }: { reason: string }) {
    await this.batches.return(visit.actor, visit.id(), reason);
    return visit.to(`/certificate-batches/${visit.id()}`, 'certificates.notice.returned');
  }

  @Post(':id/cancellation')
  @Allow(certificateAccess.prepare)
  @Form('show', 'cancel', reasonForm)
  async cancel(visit: Visit, { reason }: { reason: string }) {
    await this.batches.cancel(visit.actor, visit.id(), reason);
    return visit.to(`/certificate-batches/${visit.id()}`, 'certificates.notice.cancelled');
  }
}
