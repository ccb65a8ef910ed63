import { Get, Query } from '@nestjs/common';
import {
  BatchLists,
  type CertificateSelection,
  certificateAccess,
  certificateSelection,
  PrintFiles,
  type Printing,
  type PrintSelection,
  printing,
  printSelection,
} from '#libs/certificates';
import type { Actor } from '#libs/kernel';
import { emptyForm } from '#libs/platform';
import { SendsFile } from '../../web/file-routes.js';
import { Allow, Answers, Api, CurrentActor, FileAnswer, Id, MayRefuse } from '../../web/index.js';
import { printOfferResource, printOfferSchema } from './print.view.js';
import { printFileAnswer } from './print-file.js';

@Api('certificates')
export class CertificatePrintsApi {
  constructor(private readonly prints: PrintFiles) {}

  /** How many of those that the filters choose can be printed, and of which designs. */
  @Get('print')
  @Allow(certificateAccess.download)
  @Answers(printOfferSchema)
  async offer(@CurrentActor() actor: Actor, @Query({ schema: certificateSelection }) chosen: CertificateSelection) {
    return printOfferResource(await this.prints.offer(actor, chosen));
  }

  /** The valid ones that the filters choose, one to a page, to be printed on blank or on printed paper. */
  @Get('print.pdf')
  @Allow(certificateAccess.download)
  @MayRefuse(409)
  @SendsFile('application/pdf')
  async print(@CurrentActor() actor: Actor, @Query({ schema: printSelection }) selection: PrintSelection) {
    return new FileAnswer(printFileAnswer(await this.prints.draw(actor, selection)));
  }
}

@Api('certificate-batches')
export class BatchPrintsApi {
  constructor(
    private readonly lists: BatchLists,
    private readonly prints: PrintFiles,
  ) {}

  /** How many of a decision can be printed so far, and of which designs. */
  @Get(':id/print')
  @Allow(certificateAccess.readBatch)
  @Answers(printOfferSchema)
  async offer(@CurrentActor() actor: Actor, @Id() batchId: string, @Query({ schema: emptyForm }) _: object) {
    await this.lists.brief(actor, batchId);
    return printOfferResource(await this.prints.offer(actor, { batchId }));
  }

  /** The valid ones of a decision whose documents are stored so far. */
  @Get(':id/print.pdf')
  @Allow(certificateAccess.readBatch)
  @MayRefuse(409)
  @SendsFile('application/pdf')
  async print(@CurrentActor() actor: Actor, @Id() batchId: string, @Query({ schema: printing }) paper: Printing) {
    await this.lists.brief(actor, batchId);
    return new FileAnswer(printFileAnswer(await this.prints.draw(actor, { ...paper, batchId })));
  }
}
