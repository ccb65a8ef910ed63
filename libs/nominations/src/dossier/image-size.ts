/** How large an image is, read from its own headers alone: nothing is decoded. */

export interface Pixels {
  width: number;
  height: number;
}

/** Null when the headers are not those of a whole PNG or JPEG. */
export function pixelsOf(bytes: Buffer): Pixels | null {
  const found = bytes.subarray(1, 4).toString('latin1') === 'PNG' ? pngPixels(bytes) : jpegPixels(bytes);
  return found && found.width > 0 && found.height > 0 ? found : null;
}

function pngPixels(bytes: Buffer): Pixels | null {
  if (bytes.length < 33 || bytes.toString('latin1', 12, 16) !== 'IHDR') return null;
  return { width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) };
}

/** Segments of a JPEG: a marker, its length, its data; the frame header among them says the size. */
function jpegPixels(bytes: Buffer): Pixels | null {
  let lying = false;
  let at = 2;
  while (at + 4 <= bytes.length && bytes[at] === 0xff) {
    const marker = bytes[at + 1]!;
    // Fill bytes, and markers that stand alone.
    if (marker === 0xff || marker === 0x01 || (marker >= 0xd0 && marker <= 0xd8)) {
      at += marker === 0xff ? 1 : 2;
      continue;
    }
    const length = bytes.readUInt16BE(at + 2);
    const data = bytes.subarray(at + 4, at + 2 + length);
    if (marker === 0xe1) lying ||= isLying(data);
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
    if (isFrame && data.length >= 5) {
      const [height, width] = [data.readUInt16BE(1), data.readUInt16BE(3)];
      return lying ? { width: height, height: width } : { width, height };
    }
    if (length < 2 || marker === 0xda) return null;
    at += 2 + length;
  }
  return null;
}

/** A telephone held upright stores the picture lying and says so in its EXIF (orientation 5 to 8). */
function isLying(exif: Buffer): boolean {
  if (exif.toString('latin1', 0, 6) !== 'Exif\0\0') return false;
  const tiff = exif.subarray(6);
  if (tiff.length < 10) return false;
  const isLittle = tiff.toString('latin1', 0, 2) === 'II';
  const short = (at: number) => (isLittle ? tiff.readUInt16LE(at) : tiff.readUInt16BE(at));
  const first = isLittle ? tiff.readUInt32LE(4) : tiff.readUInt32BE(4);
  if (first + 2 > tiff.length) return false;
  const entries = Math.min(short(first), 100);
  for (let index = 0; index < entries; index += 1) {
    const entry = first + 2 + index * 12;
    if (entry + 12 > tiff.length) return false;
    if (short(entry) === 0x0112) return short(entry + 8) >= 5 && short(entry + 8) <= 8;
  }
  return false;
}
