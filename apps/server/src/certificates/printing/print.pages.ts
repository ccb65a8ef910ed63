import { Get } from '@nestjs/common';
import { BatchLists, certificateAccess, PrintFiles, printing, printSelection } from '#libs/certificates';
import { Allow, Pages, type Visit } from '../../web/index.js';
import { printFileAnswer } from './print-file.js';

@Pages('certificates')
export class CertificatePrintPages {
  constructor(private readonly prints: PrintFiles) {}

  @Get('print.pdf')
  @Allow(certificateAccess.download)
  async print(visit: Visit) {
    return visit.file(printFileAnswer(await this.prints.draw(visit.actor, visit.read(printSelection))));
  }
}

@Pages('certificate-batches')
export class BatchPrintPages {
  constructor(
    private readonly lists: BatchLists,
    private readonly prints: PrintFiles,
  ) {}

  @Get(':id/print.pdf')
  @Allow(certificateAccess.readBatch)
  async print(visit: Visit) {
    const [batchId, paper] = [visit.id(), visit.read(printing)];
    await this.lists.get(visit.actor, batchId);
    return visit.file(printFileAnswer(await this.prints.draw(visit.actor, { ...paper, batchId })));
  }
}
