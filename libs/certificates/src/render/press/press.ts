import { createHash } from 'node:crypto';
import { deflateSync } from 'node:zlib';
import {
  PdfObjects,
  putSignature,
  reference,
  writeInfo,
  writeMetadata,
  writeOutputIntent,
  writeSignature,
  writeSignatureField,
  writeStructure,
} from '#libs/platform';
import type { DocumentSigner } from '../../signing/document-signer.js';
import type { CertificatePayload } from '../payload.js';
import type { CertificateTemplate } from '../template.js';
import { background } from './background.js';
import { infoOf } from './info.js';
import { structureOf } from './outline.js';
import { setPage } from './page.js';
import { fontResources, pictureResources, writeImages } from './resources.js';
import { specimenResources } from './specimen.js';
import { contentOf, FLATE, QUICK, type Stretch, stretchesOf } from './streams.js';
import { type Pieces, type Workshop, workshopOf } from './workshop.js';

export interface PressOptions {
  /** Says across the page that it is none; such a file is not PDF/A and never signed. */
  readonly isSpecimen?: boolean;
  /** Signs each document, which says that it was at that time. */
  readonly signature?: { readonly signer: DocumentSigner; readonly at: Date } | undefined;
}

interface SetPage {
  readonly pieces: Pieces;
  /** Which slots it has: pages that have the same are structured alike. */
  readonly shape: string;
}

/**
 * Prints the certificates of a list, some hundred at most: what they share, fonts and all that they say alike, is set,
 * subset and compressed once. Each is PDF 1.7, PDF/A-2a and tagged, Vietnamese and Lao side by side on one page.
 *
 * The documents depend on the template and all payloads of the press, not on clock or machine: the same again gives
 * the same bytes, but for the signatures.
 */
export class Press {
  private readonly workshop: Workshop;
  private readonly pages = new Map<CertificatePayload, SetPage | { readonly fault: unknown }>();
  private readonly objects = new PdfObjects();
  private readonly numbers: Record<'catalogue' | 'page' | 'info' | 'metadata', number>;
  private readonly signed: Record<'field' | 'signature', number> | null;
  private readonly stretches: readonly Stretch[];
  /** Of the page's content: what lies under it, then one for each stretch. */
  private readonly streams: readonly number[];
  private readonly resources: number;
  private readonly outputIntent: number;
  private readonly begun = new Map<string, PdfObjects>();

  constructor(
    template: CertificateTemplate,
    payloads: readonly CertificatePayload[],
    private readonly options: PressOptions = {},
  ) {
    this.workshop = workshopOf(template);
    for (const payload of payloads) this.pages.set(payload, this.set(payload));
    const { objects } = this;
    const take = () => objects.take();
    this.numbers = { catalogue: take(), page: take(), info: take(), metadata: take() };
    this.signed = options.signature ? { field: take(), signature: take() } : null;
    this.stretches = stretchesOf(
      [...this.pages.values()].flatMap((page) => ('pieces' in page ? [page.pieces] : [])),
      this.workshop.outline.specimen.content + 1,
    );
    const images = writeImages(objects, template);
    this.streams = [
      objects.writeStream(FLATE, deflateSync(background(this.workshop, images))),
      ...this.stretches.map(({ alike }) => (alike === null ? take() : objects.writeStream(FLATE, deflateSync(alike)))),
    ];
    const fonts = fontResources(objects, this.workshop.fonts);
    this.resources = objects.write(
      `<<${fonts}${pictureResources(images)}${options.isSpecimen ? specimenResources : ''}>>`,
    );
    this.outputIntent = writeOutputIntent(objects);
  }

  /** @throws whatever kept this one of the payloads from being set; the others are none the worse. */
  print(payload: CertificatePayload): Buffer {
    const page = this.pages.get(payload);
    if (!page) throw new Error('Not a certificate of this press');
    if ('fault' in page) throw page.fault;
    const { isSpecimen, signature } = this.options;
    const file = this.begin(page).continued();
    const info = infoOf(payload);
    writeInfo(file, info, this.numbers.info);
    writeMetadata(file, info, !isSpecimen, this.numbers.metadata);
    for (const [i, { from, to, alike }] of this.stretches.entries()) {
      if (alike !== null) continue;
      file.writeStream(FLATE, deflateSync(contentOf(page.pieces, from, to), QUICK), this.streams[i + 1]!);
    }
    if (signature) {
      const room = { bytes: signature.signer.reservedBytes, at: signature.at };
      writeSignature(file, room, this.signed!.signature);
    }
    const id = createHash('sha256').update(`certificate ${payload.serial} ${payload.verificationCode}`).digest();
    const document = file.end({ root: this.numbers.catalogue, info: this.numbers.info, id: id.subarray(0, 16) });
    if (signature) putSignature(document, (stretches) => signature.signer.sign(stretches));
    return document;
  }

  private set(payload: CertificatePayload): SetPage | { fault: unknown } {
    try {
      const pieces = setPage(this.workshop, payload, this.options.isSpecimen ?? false);
      return { pieces, shape: Array.from(pieces, (piece) => (piece === undefined ? '-' : '+')).join('') };
    } catch (fault) {
      return { fault };
    }
  }

  /** All objects but those that differ from one certificate to the next of the same structure. */
  private begin({ pieces, shape }: SetPage): PdfObjects {
    const known = this.begun.get(shape);
    if (known) return known;
    const { workshop, signed } = this;
    const objects = this.objects.continued();
    const pages = objects.take();
    const document = structureOf(workshop.outline.document, (content) => pieces[content] !== undefined)!;
    const structure = writeStructure(objects, document, this.numbers.page);
    const form = signed ? writeSignatureField(objects, { ...signed, page: this.numbers.page }) : '';
    objects.write(
      `<</Type/Page/Parent ${reference(pages)}/MediaBox [0 0 ${workshop.width} ${workshop.height}]` +
        `/Resources ${reference(this.resources)}/Contents [${this.streams.map(reference).join(' ')}]` +
        `/StructParents 0/Tabs/S${signed ? `/Annots [${reference(signed.field)}]` : ''}>>`,
      this.numbers.page,
    );
    objects.write(`<</Type/Pages/Count 1/Kids [${reference(this.numbers.page)}]>>`, pages);
    objects.write(
      `<</Type/Catalog/Pages ${reference(pages)}/Lang (vi)/MarkInfo <</Marked true>>` +
        `/StructTreeRoot ${reference(structure)}/Metadata ${reference(this.numbers.metadata)}` +
        `/OutputIntents [${reference(this.outputIntent)}]/ViewerPreferences <</DisplayDocTitle true>>${form}>>`,
      this.numbers.catalogue,
    );
    this.begun.set(shape, objects);
    return objects;
  }
}

/** One certificate alone. */
export function renderCertificate(
  payload: CertificatePayload,
  template: CertificateTemplate,
  options?: PressOptions,
): Buffer {
  return new Press(template, [payload], options).print(payload);
}
