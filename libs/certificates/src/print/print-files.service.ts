import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { type Actor, Clock, conflict, requireGrant } from '#libs/kernel';
import { Audit, DrawingThreads, type PdfInfo, Translator, UnitOfWork } from '#libs/platform';
import { certificateAccess } from '../certificate.policy.js';
import { Designs } from '../designs/index.js';
import type { PrintTask } from '../render/index.js';
import type { PrintSelection } from './print.fields.js';
import { type PrintableSheet, PrintableSheetsRepository } from './printable-sheets.repository.js';

/** Certificates of one print file: as many sheets as somebody puts into a printer. */
export const mostPrinted = 1000;

/**
 * Certificates drawn again for a printer, one to a page: from what was frozen at their approval and the design their
 * document was drawn with, on blank paper or on paper from the press. Revoked and replaced ones are left out, for paper
 * cannot be called back. Drawn off the event loop, one file at a time.
 */
@Injectable()
export class PrintFiles implements OnApplicationShutdown {
  private readonly threads = new DrawingThreads<PrintTask>(new URL('../render/print-file.worker.js', import.meta.url), {
    maxThreads: 1,
    mostWaiting: 20,
  });

  constructor(
    private readonly printable: PrintableSheetsRepository,
    private readonly designs: Designs,
    private readonly translator: Translator,
    private readonly unitOfWork: UnitOfWork,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  onApplicationShutdown(): Promise<void> {
    return this.threads.close();
  }

  /** Those that were chosen and may be downloaded, in the order of the register; 503 when too many wait. */
  async draw(actor: Actor, { paper, offsetX, offsetY, ...chosen }: PrintSelection): Promise<Buffer> {
    requireGrant(actor, certificateAccess.download);
    const sheets = await this.printable.chosen(actor, chosen, mostPrinted);
    if (sheets.length === 0) throw conflict('certificate.none_to_print');
    if (sheets.length > mostPrinted) throw conflict('certificate.too_many_to_print', { most: mostPrinted });
    const versions = await this.designs.drawnWith(sheets);
    const used = [...new Set(versions)];
    const task: PrintTask = {
      designs: await Promise.all(used.map((id) => this.designs.ofVersion(id, { paper, x: offsetX, y: offsetY }))),
      sheets: sheets.map(({ payload }, i) => ({ payload, design: used.indexOf(versions[i]!) })),
      info: this.info(),
    };
    const bytes = await this.threads.draw(task);
    await this.record(actor, { ...chosen, paper }, sheets);
    return bytes;
  }

  /** The file says nothing of whose certificates are in it. */
  private info(): PdfInfo {
    const title = (['vi', 'lo'] as const).map((language) => this.translator.for(language)('print-files.title'));
    return { title: title.join(' – '), author: '', createdAt: this.clock.now() };
  }

  private record(actor: Actor, chosen: object, sheets: readonly PrintableSheet[]): Promise<void> {
    return this.unitOfWork.run(() =>
      this.audit.record(actor, {
        action: 'certificate.print_file_downloaded',
        noun: 'account',
        subjectId: actor.accountId!,
        details: {
          ...chosen,
          certificates: sheets.length,
          first: sheets[0]!.payload.serial,
          last: sheets.at(-1)!.payload.serial,
        },
      }),
    );
  }
}
