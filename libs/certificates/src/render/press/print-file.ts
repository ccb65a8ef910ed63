import { createHash } from 'node:crypto';
import { deflateSync } from 'node:zlib';
import { type PdfInfo, PdfObjects, reference, writeInfo, writeMetadata, writeOutputIntent } from '#libs/platform';
import type { CertificatePayload } from '../payload.js';
import type { CertificateTemplate } from '../template.js';
import { background } from './background.js';
import { setPage } from './page.js';
import { fontResources, pictureResources, writeImages } from './resources.js';
import { contentOf, FLATE, QUICK, stretchesOf } from './streams.js';
import type { FontSubsets } from './typesetter.js';
import { type Pieces, type Workshop, workshopOf } from './workshop.js';

/** A page of a print file. */
export interface Sheet {
  readonly payload: CertificatePayload;
  /** Place of its design among those of the file. */
  readonly design: number;
}

/** Pages of one design with what they are written of. */
interface Pressrun {
  readonly workshop: Workshop;
  readonly resources: number;
  /** Object numbers of a page's content, in order. */
  readonly contentsOf: (pieces: Pieces) => readonly number[];
}

/**
 * Certificates one to a page in one file for a printer, some thousand at most. Each page looks as its document does and
 * says the same, but nothing is signed or tagged, and the file says of itself nothing of its certificates: it is no
 * document. Fonts, and what pages of a design have alike, are in the file once. It asks to be printed at its own size.
 *
 * The same designs, sheets and `info` give the same bytes.
 */
export function printFile(designs: readonly CertificateTemplate[], sheets: readonly Sheet[], info: PdfInfo): Buffer {
  const fonts: FontSubsets = new Map();
  const workshops = designs.map((design) => workshopOf(design, fonts));
  const pages = sheets.map(({ payload, design }) => setPage(workshops[design]!, payload, false));
  const objects = new PdfObjects();
  const ownFonts = fontResources(objects, fonts);
  const runs = workshops.map((workshop, design) => {
    const own = pages.filter((_, i) => sheets[i]!.design === design);
    return pressrun(objects, workshop, own, ownFonts);
  });
  const tree = objects.take();
  const kids = pages.map((pieces, i) => {
    const { workshop, resources, contentsOf } = runs[sheets[i]!.design]!;
    const contents = contentsOf(pieces).map(reference).join(' ');
    return objects.write(
      `<</Type/Page/Parent ${reference(tree)}/MediaBox [0 0 ${workshop.width} ${workshop.height}]` +
        `/Resources ${reference(resources)}/Contents [${contents}]>>`,
    );
  });
  objects.write(`<</Type/Pages/Count ${kids.length}/Kids [${kids.map(reference).join(' ')}]>>`, tree);
  return end(objects, tree, sheets, info);
}

function pressrun(objects: PdfObjects, workshop: Workshop, pages: readonly Pieces[], fonts: string): Pressrun {
  const images = writeImages(objects, workshop.template);
  const under = objects.writeStream(FLATE, deflateSync(background(workshop, images)));
  const stretches = stretchesOf(pages, workshop.outline.specimen.content).map(({ from, to, alike }) => {
    if (alike === null)
      return (pieces: Pieces) => objects.writeStream(FLATE, deflateSync(contentOf(pieces, from, to), QUICK));
    const shared = objects.writeStream(FLATE, deflateSync(alike));
    return () => shared;
  });
  return {
    workshop,
    resources: objects.write(`<<${fonts}${pictureResources(images)}>>`),
    contentsOf: (pieces) => [under, ...stretches.map((write) => write(pieces))],
  };
}

function end(objects: PdfObjects, tree: number, sheets: readonly Sheet[], info: PdfInfo): Buffer {
  const numbers = { info: objects.take(), metadata: objects.take() };
  writeInfo(objects, info, numbers.info);
  writeMetadata(objects, info, false, numbers.metadata);
  const root = objects.write(
    `<</Type/Catalog/Pages ${reference(tree)}/Lang (vi)/Metadata ${reference(numbers.metadata)}` +
      `/OutputIntents [${reference(writeOutputIntent(objects))}]` +
      '/ViewerPreferences <</DisplayDocTitle true/PrintScaling/None>>>>',
  );
  const id = createHash('sha256').update(`print ${info.createdAt.toISOString()}`);
  for (const { payload } of sheets) id.update(` ${payload.serial}`);
  return objects.end({ root, info: numbers.info, id: id.digest().subarray(0, 16) });
}
