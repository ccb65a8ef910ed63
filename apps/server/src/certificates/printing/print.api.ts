import { Get, Query } from '@nestjs/common';
import {
  BatchLists,
  certificateAccess,
  PrintFiles,
  type Printing,
  type PrintSelection,
  printing,
  printSelection,
} from '#libs/certificates';
import type { Actor } from '#libs/kernel';
import { SendsFile } from '../../web/file-routes.js';
import { Allow, Api, CurrentActor, FileAnswer, Id, MayRefuse } from '../../web/index.js';
import { printFileAnswer } from './print-file.js';

@Api('certificates')
export class CertificatePrintsApi {
  constructor(private readonly prints: PrintFiles) {}

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
