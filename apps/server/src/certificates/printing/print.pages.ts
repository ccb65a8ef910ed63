import { Get } from '@nestjs/common';
import { BatchLists, certificateAccess, PrintFiles, printing, printSelection } from '#libs/certificates';
import { pickText } from '#libs/kernel';
import { Allow, Form, listAddress, Pages, Shows, type Visit } from '../../web/index.js';
import { batchCrumbs } from '../batch-page.view.js';
import { chosenBy } from '../chosen.js';
import { printFileAnswer } from './print-file.js';
import { printPage } from './print-page.view.js';

@Pages('certificates')
export class CertificatePrintPages {
  constructor(private readonly prints: PrintFiles) {}

  @Get('print')
  @Allow(certificateAccess.download)
  @Shows('certificates/print')
  async form(visit: Visit) {
    const chosen = chosenBy(visit);
    return printPage(visit, {
      offer: await this.prints.offer(visit.actor, chosen),
      action: '/certificates/print.pdf',
      chosen,
      breadcrumb: [{ label: visit.t('certificates.title'), href: listAddress('/certificates', chosen) }],
    });
  }

  @Get('print.pdf')
  @Allow(certificateAccess.download)
  @Form('form', 'print')
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

  @Get(':id/print')
  @Allow(certificateAccess.readBatch)
  @Shows('certificates/print')
  async form(visit: Visit) {
    const detail = await this.lists.brief(visit.actor, visit.id());
    const { batch, run } = detail;
    const address = `/certificate-batches/${batch.id}`;
    return printPage(visit, {
      offer: await this.prints.offer(visit.actor, { batchId: batch.id }),
      action: `${address}/print.pdf`,
      chosen: {},
      kicker: pickText(run.courseTitle, visit.language).text,
      breadcrumb: batchCrumbs(visit, detail).map((crumb) => ({ href: address, ...crumb })),
    });
  }

  @Get(':id/print.pdf')
  @Allow(certificateAccess.readBatch)
  @Form('form', 'print')
  async print(visit: Visit) {
    const [batchId, paper] = [visit.id(), visit.read(printing)];
    await this.lists.brief(visit.actor, batchId);
    return visit.file(printFileAnswer(await this.prints.draw(visit.actor, { ...paper, batchId })));
  }
}
