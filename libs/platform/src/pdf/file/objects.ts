/** A string object: plain where every program reads it the same, else UTF-16. */
export function textString(text: string): string {
  if (/^[\x20-\x7e]*$/.test(text)) return `(${text.replace(/[\\()]/g, '\\$&')})`;
  return `<${Buffer.from(`\uFEFF${text}`, 'utf16le').swap16().toString('hex')}>`;
}

/** A date string in UTC, to the second. */
export function dateString(date: Date): string {
  return `(D:${date
    .toISOString()
    .replace(/\.\d+Z$/, '')
    .replace(/\D/g, '')}Z)`;
}

export const reference = (number: number): string => `${number} 0 R`;

const HEADER = Buffer.from('%PDF-1.7\n%\xb5\xed\xae\xfb\n', 'latin1');
const NOT_WRITTEN = '';

/**
 * The numbered objects of a PDF, written one after the other. A number may be taken first and its object written later.
 * What many files have in common is written once and then continued by each: see {@link continued}.
 */
export class PdfObjects {
  private parts: Uint8Array[] = [HEADER];
  /** Bytes written so far. */
  private bytes = HEADER.length;
  /** Lines of the cross-reference table by object number; the first is the head of the empty list of free objects. */
  private lines = ['0000000000 65535 f \n'];

  take(): number {
    return this.lines.push(NOT_WRITTEN) - 1;
  }

  /** Writes a dictionary, an array or any other object, in PDF's own words and Latin-1. */
  write(object: string, number = this.take()): number {
    return this.put(number, Buffer.from(`${number} 0 obj\n${object}\nendobj\n`, 'latin1'));
  }

  /** `dictionary`: its entries but for the length. */
  writeStream(dictionary: string, content: Uint8Array, number = this.take()): number {
    const head = `${number} 0 obj\n<<${dictionary}/Length ${content.length}>>\nstream\n`;
    this.put(number, Buffer.from(head, 'latin1'));
    this.append(content);
    this.append(END_STREAM);
    return number;
  }

  /** Another file that begins with all that is written here, byte by byte. */
  continued(): PdfObjects {
    const copy = new PdfObjects();
    // Joined once, so that every file copies one stretch of memory.
    if (this.parts.length > 1) this.parts = [Buffer.concat(this.parts, this.bytes)];
    copy.parts = [...this.parts];
    copy.bytes = this.bytes;
    copy.lines = [...this.lines];
    return copy;
  }

  /** The file with its cross-reference table. `id`: 16 bytes that name it for ever. */
  end(trailer: { root: number; info: number; id: Uint8Array }): Buffer {
    const id = `<${Buffer.from(trailer.id).toString('hex')}>`;
    const at = this.bytes;
    this.append(
      Buffer.from(
        `xref\n0 ${this.lines.length}\n${this.lines.join('')}trailer\n<</Size ${this.lines.length}` +
          `/Root ${reference(trailer.root)}/Info ${reference(trailer.info)}/ID [${id} ${id}]>>\nstartxref\n${at}\n%%EOF\n`,
        'latin1',
      ),
    );
    const missing = this.lines.indexOf(NOT_WRITTEN);
    if (missing >= 0) throw new Error(`Object ${missing} of the PDF was never written`);
    return Buffer.concat(this.parts, this.bytes);
  }

  private put(number: number, bytes: Uint8Array): number {
    this.lines[number] = `${String(this.bytes).padStart(10, '0')} 00000 n \n`;
    this.append(bytes);
    return number;
  }

  private append(bytes: Uint8Array): void {
    this.parts.push(bytes);
    this.bytes += bytes.length;
  }
}

const END_STREAM = Buffer.from('\nendstream\nendobj\n');
