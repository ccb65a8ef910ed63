import { readFileSync } from 'node:fs';
import { deflateSync } from 'node:zlib';
import { type PdfInfo, xmpDescriptions } from '../xmp.js';
import { dateString, type PdfObjects, reference, textString } from './objects.js';

// What long-term archives ask of a file: PDF/A-2, level A, which is the tagged one.

const CREATOR = 'Mittaphap';

/** The International Color Consortium's sRGB2014, free to embed; it comes with pdfkit. */
const PROFILE = new URL('./data/sRGB_IEC61966_2_1.icc', import.meta.resolve('pdfkit'));

let profile: { bytes: Buffer; length: number } | undefined;

/** Writes what the colours of the document mean, sRGB; the number of the output intent. */
export function writeOutputIntent(objects: PdfObjects): number {
  if (!profile) {
    const bytes = readFileSync(PROFILE);
    profile = { bytes: deflateSync(bytes), length: bytes.length };
  }
  const stream = objects.writeStream(`/N 3/Filter/FlateDecode/DL ${profile.length}`, profile.bytes);
  const name = textString('sRGB IEC61966-2.1');
  return objects.write(
    `<</Type/OutputIntent/S/GTS_PDFA1/OutputConditionIdentifier ${name}/Info ${name}/DestOutputProfile ${reference(stream)}>>`,
  );
}

/** Writes the Info dictionary with `number`. */
export function writeInfo(objects: PdfObjects, info: PdfInfo, number: number): void {
  objects.write(
    `<</Title ${textString(info.title)}/Author ${textString(info.author)}` +
      (info.subject ? `/Subject ${textString(info.subject)}` : '') +
      (info.keywords ? `/Keywords ${textString(info.keywords)}` : '') +
      `/Creator (${CREATOR})/Producer (${CREATOR})/CreationDate ${dateString(info.createdAt)}>>`,
    number,
  );
}

/** Writes the same as XMP with `number`, and that the file is PDF/A-2a if it is. */
export function writeMetadata(objects: PdfObjects, info: PdfInfo, isArchival: boolean, number: number): void {
  const packet =
    '<?xpacket begin="\uFEFF" id="W5M0MpCehiHzreSzNTczkc9d"?>\n' +
    '<x:xmpmeta xmlns:x="adobe:ns:meta/">\n<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">\n' +
    `${xmpDescriptions(info, CREATOR)}\n${isArchival ? PDFA : ''}` +
    '</rdf:RDF>\n</x:xmpmeta>\n<?xpacket end="w"?>';
  objects.writeStream('/Type/Metadata/Subtype/XML', Buffer.from(packet), number);
}

const PDFA =
  '<rdf:Description rdf:about="" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/">' +
  '<pdfaid:part>2</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance></rdf:Description>\n';
