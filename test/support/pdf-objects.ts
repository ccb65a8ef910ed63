// The objects of a file that our press wrote: plain, each on lines of its own.
import { inflateSync } from 'node:zlib';

/** Dictionaries and contents of a file, by number. */
export class PdfReading {
  readonly objects = new Map<number, { text: string; stream: Buffer | null }>();
  readonly trailer: string;

  constructor(pdf: Buffer) {
    const file = pdf.toString('latin1');
    for (const match of file.matchAll(/(?<=\n)(\d+) 0 obj\n([\s\S]*?)(?:\nendobj|\nstream\n)/g)) {
      const [whole, number, text] = match;
      const length = whole.endsWith('stream\n') ? Number(/\/Length (\d+)>>$/.exec(text!)![1]) : null;
      const from = match.index + whole.length;
      const bytes = length === null ? null : pdf.subarray(from, from + length);
      const stream = bytes && text!.includes('/FlateDecode') ? inflateSync(bytes) : bytes;
      this.objects.set(Number(number), { text: text!, stream });
    }
    this.trailer = file.slice(file.lastIndexOf('trailer'));
  }

  text(number: number): string {
    return this.objects.get(number)!.text;
  }

  /** The number an entry of a dictionary refers to. */
  target(dictionary: string, key: string): number {
    return Number(new RegExp(`/${key} (\\d+) 0 R`).exec(dictionary)![1]);
  }

  get catalogue(): string {
    return this.text(this.target(this.trailer, 'Root'));
  }

  /** Objects of a type, structure elements for instance. */
  ofType(type: string): { number: number; text: string }[] {
    return [...this.objects].flatMap(([number, { text }]) =>
      text.includes(`/Type/${type}`) ? [{ number, text }] : [],
    );
  }

  /** All content streams of the one page, joined. */
  get content(): string {
    const [page] = this.ofType('Page/');
    const [, list] = /\/Contents \[([^\]]*)\]/.exec(page!.text)!;
    const numbers = [...list!.matchAll(/(\d+) 0 R/g)].map(([, number]) => Number(number));
    return numbers.map((number) => this.objects.get(number)!.stream!.toString('latin1')).join('\n');
  }
}
