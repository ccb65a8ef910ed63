import { dateString, type PdfObjects, reference } from './objects.js';

/** What a signature is put into: nothing of the file may change after it was made. */
export interface SignatureRoom {
  /** Most bytes that the signature takes. */
  readonly bytes: number;
  /** When it is made. */
  readonly at: Date;
}

/** Ten digits each: room for any offset. */
const BYTE_RANGE = `/ByteRange [0 ${[1, 2, 3].map(() => '0000000000').join(' ')}]`;

/**
 * Writes an invisible field for a signature that certifies the document and allows no change to it (DocMDP 1); returns
 * its entries of the catalogue.
 */
export function writeSignatureField(
  objects: PdfObjects,
  { field, signature, page }: { field: number; signature: number; page: number },
): string {
  // A rectangle of no size needs no appearance, not even in PDF/A.
  objects.write(
    '<</Type/Annot/Subtype/Widget/FT/Sig/T (Signature)/Rect [0 0 0 0]/F 132' +
      `/P ${reference(page)}/V ${reference(signature)}>>`,
    field,
  );
  return `/AcroForm <</Fields [${reference(field)}]/SigFlags 3>>/Perms <</DocMDP ${reference(signature)}>>`;
}

/** Writes the signature's dictionary with room for its bytes: the last object of a file. */
export function writeSignature(objects: PdfObjects, { bytes, at }: SignatureRoom, number: number): void {
  objects.write(
    '<</Type/Sig/Filter/Adobe.PPKLite/SubFilter/ETSI.CAdES.detached' +
      '/Reference [<</Type/SigRef/TransformMethod/DocMDP/TransformParams <</Type/TransformParams/P 1/V/1.2>>>>]' +
      `/M ${dateString(at)}${BYTE_RANGE}/Contents <${'0'.repeat(2 * bytes)}>>>`,
    number,
  );
}

/**
 * Fills in the signature of a file whose last object is {@link writeSignature}'s. `sign` makes it of the stretches
 * before and after its place.
 * @throws RangeError when it is longer than its room.
 */
export function putSignature(file: Buffer, sign: (stretches: readonly Uint8Array[]) => Uint8Array): void {
  const range = file.lastIndexOf(BYTE_RANGE);
  const from = file.indexOf('/Contents <', range) + '/Contents '.length;
  const to = file.indexOf('>', from) + 1;
  const digits = [from, to, file.length - to].map((value) => String(value).padStart(10, '0'));
  file.write(`/ByteRange [0 ${digits.join(' ')}]`, range, 'latin1');
  const signature = sign([file.subarray(0, from), file.subarray(to)]);
  if (2 * signature.length > to - from - 2) throw new RangeError(`Signature of ${signature.length} bytes has no room`);
  file.write(Buffer.from(signature).toString('hex'), from + 1, 'latin1');
}
