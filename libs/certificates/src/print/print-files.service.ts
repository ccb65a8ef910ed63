import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { type Actor, Clock, conflict, DomainError, type LocalisedText, requireGrant } from '#libs/kernel';
import { AtOnce, Audit, DrawingThreads, type PdfInfo, Translator } from '#libs/platform';
import type { CertificateSelection } from '../certificate.fields.js';
import { certificateAccess } from '../certificate.policy.js';
import { Designs } from '../designs/index.js';
import type { PrintTask } from '../render/index.js';
import { takenTogether } from '../taken-together.js';
import type { PrintSelection } from './print.fields.js';
import { PrintableSheetsRepository } from './printable-sheets.repository.js';

/** Certificates of one print file: as many sheets as somebody puts into a printer. */
export const mostPrinted = 1000;

/** Print files that one account waits for at the same time: they are drawn one after the other, for everybody. */
const drawnAtOnce = 2;

/** What a choice comes to on paper. */
export interface PrintOffer {
  certificates: number;
  /** What they were drawn with, and how many with each; none where they are too many. */
  designs: { id: string; name: LocalisedText; certificates: number }[];
}

const severalDesigns = () => {
  const code = 'certificate.several_designs';
  return new DomainError('conflict', code, {}, [{ pointer: '/designId', code }]);
};

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
  private readonly atOnce = new AtOnce(drawnAtOnce);

  constructor(
    private readonly printable: PrintableSheetsRepository,
    private readonly designs: Designs,
    private readonly translator: Translator,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  onApplicationShutdown(): Promise<void> {
    return this.threads.close();
  }

  /** Whether there is anything to print among those that were chosen. */
  async any(actor: Actor, chosen: CertificateSelection): Promise<boolean> {
    requireGrant(actor, certificateAccess.download);
    // Nothing else is printed, and to look for it would be to look through the whole register.
    if (chosen.status && chosen.status !== 'valid') return false;
    return (await this.printable.chosen(actor, chosen, 0)).length > 0;
  }

  /** What is printed of those that were chosen. Where they are too many, `certificates` is one more than the most. */
  async offer(actor: Actor, chosen: CertificateSelection): Promise<PrintOffer> {
    requireGrant(actor, certificateAccess.download);
    const sheets = await this.printable.chosen(actor, chosen, mostPrinted);
    if (sheets.length > mostPrinted) return { certificates: sheets.length, designs: [] };
    const byDesign = Map.groupBy(await this.designs.drawnWith(sheets), ({ designId }) => designId);
    const names = await this.designs.names();
    const designs = [...byDesign].map(([id, { length }]) => ({ id, name: names.get(id)!, certificates: length }));
    return { certificates: sheets.length, designs };
  }

  /**
   * Those that were chosen and may be downloaded, in the order of the register; on printed paper of one design alone, for
   * each design has paper of its own. 503 when too many wait.
   */
  async draw(actor: Actor, selection: PrintSelection): Promise<Buffer> {
    requireGrant(actor, certificateAccess.download);
    const end = this.atOnce.begin(actor.accountId!);
    try {
      return await this.drawn(actor, selection);
    } finally {
      end();
    }
  }

  private async drawn(actor: Actor, { paper, offsetX, offsetY, designId, ...chosen }: PrintSelection): Promise<Buffer> {
    // Before hundreds of payloads and pictures are read for nothing.
    this.threads.refuseWhenFull();
    const found = await this.printable.chosen(actor, chosen, mostPrinted);
    if (found.length > mostPrinted) throw conflict('certificate.too_many_to_print', { most: mostPrinted });
    const drawnWith = await this.designs.drawnWith(found);
    const all = found.map(({ payload }, i) => ({ payload, ...drawnWith[i]! }));
    const sheets = all.filter((sheet) => !designId || sheet.designId === designId);
    if (sheets.length === 0) throw conflict('certificate.none_to_print');
    if (paper === 'printed' && sheets.some((sheet) => sheet.designId !== sheets[0]!.designId)) throw severalDesigns();
    const used = [...new Set(sheets.map(({ versionId }) => versionId))];
    const task: PrintTask = {
      designs: await Promise.all(used.map((id) => this.designs.ofVersion(id, { paper, x: offsetX, y: offsetY }))),
      sheets: sheets.map(({ payload, versionId }) => ({ payload, design: used.indexOf(versionId) })),
      info: this.info(),
    };
    const bytes = await this.threads.draw(task);
    const serials = sheets.map(({ payload }) => payload.serial);
    const how = { ...chosen, ...(designId && { designId }), paper };
    await this.audit.recordReading(actor, takenTogether(actor, 'certificate.print_file_downloaded', how, serials));
    return bytes;
  }

  /** The file says nothing of whose certificates are in it. */
  private info(): PdfInfo {
    const title = (['vi', 'lo'] as const).map((language) => this.translator.for(language)('print-files.title'));
    return { title: title.join(' – '), author: '', createdAt: this.clock.now() };
  }
}
