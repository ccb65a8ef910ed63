import { createHash } from 'node:crypto';
import { deflateSync } from 'node:zlib';
import {
  PdfObjects,
  putSignature,
  reference,
  writeImage,
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
import { background, type PlacedImage } from './background.js';
import { infoOf } from './info.js';
import { outlineOf, structureOf } from './outline.js';
import { setPage } from './page.js';
import { specimenResources } from './specimen.js';
import { contentOf, type Stretch, stretchesOf } from './streams.js';
import { Typesetter } from './typesetter.js';
import type { Pieces, Workshop } from './workshop.js';

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

// A4, in points.
const [SHORT_SIDE, LONG_SIDE] = [595.28, 841.89];
const FLATE = '/Filter/FlateDecode';
// What every document compresses for itself: a third of the time of zlib's usual settings, for a few bytes more.
const QUICK = { level: 3, windowBits: 13, memLevel: 6 };

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
    private readonly template: CertificateTemplate,
    payloads: readonly CertificatePayload[],
    private readonly options: PressOptions = {},
  ) {
    const [width, height] =
      template.layout.page.orientation === 'portrait' ? [SHORT_SIDE, LONG_SIDE] : [LONG_SIDE, SHORT_SIDE];
    this.workshop = { template, outline: outlineOf(template), setter: new Typesetter(height), width, height };
    for (const payload of payloads) this.pages.set(payload, this.set(payload));
    const { objects } = this;
    const take = () => objects.take();
    this.numbers = { catalogue: take(), page: take(), info: take(), metadata: take() };
    this.signed = options.signature ? { field: take(), signature: take() } : null;
    this.stretches = stretchesOf(
      [...this.pages.values()].flatMap((page) => ('pieces' in page ? [page.pieces] : [])),
      this.workshop.outline.specimen.content + 1,
    );
    const images = this.writeImages();
    this.streams = [
      objects.writeStream(FLATE, deflateSync(background(this.workshop, images))),
      ...this.stretches.map(({ alike }) => (alike === null ? take() : objects.writeStream(FLATE, deflateSync(alike)))),
    ];
    this.resources = this.writeResources(images);
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

  private writeImages(): PlacedImage[] {
    const { layout, images } = this.template;
    return layout.images.flatMap((place, i) => {
      const bytes = images[place.name];
      return bytes ? [{ name: `Im${i + 1}`, place, image: writeImage(this.objects, bytes) }] : [];
    });
  }

  private writeResources(images: readonly PlacedImage[]): number {
    const fonts = this.workshop.setter.fonts.map((font) => `/${font.id} ${reference(font.write(this.objects))}`);
    const pictures = images.map(({ name, image }) => `/${name} ${reference(image.number)}`);
    return this.objects.write(
      `<</Font <<${fonts.join('')}>>${pictures.length > 0 ? `/XObject <<${pictures.join('')}>>` : ''}` +
        `${this.options.isSpecimen ? specimenResources : ''}>>`,
    );
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
