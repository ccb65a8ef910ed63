import type { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import { type Actor, conflict, requireGrant } from '#libs/kernel';
import { AtOnce, Audit, archiveSize, largestArchive, Storage, zipOf } from '#libs/platform';
import type { CertificateSelection } from './certificate.fields.js';
import { certificateAccess } from './certificate.policy.js';
import { type IssuedDocument, IssuedDocumentsRepository } from './issued-documents.repository.js';
import { takenTogether } from './taken-together.js';

/** Documents of one archive; a class has eighty people, a year some thousands. */
export const mostArchived = 10_000;

/** Archives that one account takes at the same time: the list of each stays in memory until its last byte is taken. */
const takenAtOnce = 4;

const tooLarge = () => conflict('certificate.archive_too_large', { gigabytes: Math.round(largestArchive / 1024 ** 3) });

/** Issued documents together, as they were stored. */
@Injectable()
export class CertificateArchives {
  private readonly atOnce = new AtOnce(takenAtOnce);

  constructor(
    private readonly issued: IssuedDocumentsRepository,
    private readonly storage: Storage,
    private readonly audit: Audit,
  ) {}

  /** A ZIP of those that were chosen and may be downloaded, in the order of the register. It is recorded. */
  async zip(actor: Actor, chosen: CertificateSelection): Promise<{ stream: Readable; size: number; count: number }> {
    requireGrant(actor, certificateAccess.download);
    const end = this.atOnce.begin(actor.accountId!);
    try {
      const archive = await this.pack(actor, chosen);
      archive.stream.once('close', end);
      return archive;
    } catch (error) {
      end();
      throw error;
    }
  }

  private async pack(
    actor: Actor,
    chosen: CertificateSelection,
  ): Promise<{ stream: Readable; size: number; count: number }> {
    const documents = await this.issued.chosen(actor, chosen, mostArchived);
    if (documents.length === 0) throw conflict('certificate.none_to_archive');
    if (documents.length > mostArchived) throw conflict('certificate.too_many_to_archive', { most: mostArchived });
    const files = documents.map((document) => ({
      name: nameOf(document),
      path: this.storage.pathOf(document.storageKey),
      size: document.size,
      at: document.issuedAt,
    }));
    if (archiveSize(files) > largestArchive) throw tooLarge();
    const serials = documents.map(({ serial }) => serial);
    await this.audit.recordReading(actor, takenTogether(actor, 'certificate.archive_downloaded', chosen, serials));
    return { ...zipOf(files), count: documents.length };
  }
}

/** Characters that one system or another does not take in the name of a file. */
const unfit = /[\p{Cc}\p{Cf}<>:"/\\|?*]/gu;

/** Told apart by the serial, found by the name: `VL-2026-000001 Bounmy SISAVATH.pdf`. */
function nameOf({ serial, holder }: IssuedDocument): string {
  const name = (holder.fullNameLatin || holder.fullNameLao).replace(unfit, ' ').trim();
  return `${serial} ${cutTo(150, name)}.pdf`;
}

/** Whole letters, in bytes: systems take 255 for a name, and a letter of ours with its marks has up to a dozen. */
function cutTo(most: number, name: string): string {
  if (Buffer.byteLength(name) <= most) return name;
  let kept = '';
  for (const { segment } of new Intl.Segmenter().segment(name)) {
    if (Buffer.byteLength(kept + segment) > most) break;
    kept += segment;
  }
  return kept.trim();
}
