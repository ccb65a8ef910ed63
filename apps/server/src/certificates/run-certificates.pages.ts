import { Get, Post } from '@nestjs/common';
import {
  BatchesService,
  type BatchFields,
  BatchLists,
  batchFields,
  batchQuery,
  certificateAccess,
  DesignsService,
  EligibilityService,
  SpecimensService,
} from '#libs/certificates';
import { Clock, localDateOf } from '#libs/kernel';
import { RunFrames } from '../training/run-frame.js';
import { Allow, Form, Pages, Shows, type Visit } from '../web/index.js';
import { draftAfter } from './batch-form.view.js';
import { runCertificatesPage } from './run-certificates.view.js';

@Pages('runs')
export class RunCertificatePages {
  constructor(
    private readonly eligibility: EligibilityService,
    private readonly specimens: SpecimensService,
    private readonly designs: DesignsService,
    private readonly lists: BatchLists,
    private readonly batches: BatchesService,
    private readonly frames: RunFrames,
    private readonly clock: Clock,
  ) {}

  @Get(':runId/certificates')
  @Allow(certificateAccess.readBatch)
  @Shows('certificates/of-run')
  async index(visit: Visit) {
    const runId = visit.id('runId');
    const frame = await this.frames.runFrame(visit, runId, 'certificates');
    const standing = await this.eligibility.list(visit.actor, runId);
    const open = standing.filter(({ isEligible, listedIn }) => isEligible && listedIn === null);
    const query = batchQuery.parse({ runId, pageSize: 200, total: 'false' });
    const { items: batches } = await this.lists.list(visit.actor, query);
    const [last] = (await this.lists.list(visit.actor, batchQuery.parse({ pageSize: 1, total: 'false' }))).items;
    return runCertificatesPage(visit, frame, {
      standing,
      hindrances: await this.specimens.hindrances(runId, open),
      batches,
      designs: await this.designs.choices(visit.actor),
      designId: last?.design?.designId ?? null,
      draft: draftAfter(last?.batch ?? null, localDateOf(this.clock.now())),
    });
  }

  @Post(':runId/certificates')
  @Allow(certificateAccess.prepare)
  @Form('index', 'batch', batchFields)
  async prepare(visit: Visit, fields: BatchFields) {
    const { id } = await this.batches.prepare(visit.actor, visit.id('runId'), fields);
    return visit.to(`/certificate-batches/${id}`, 'certificates.notice.prepared', {
      count: new Set(fields.enrolmentIds).size,
    });
  }
}
