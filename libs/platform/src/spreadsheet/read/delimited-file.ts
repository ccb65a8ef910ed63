import { once } from 'node:events';
import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { CsvError, type InfoRecord, parse } from 'csv-parse';
import { Refusal } from '../refusal.js';
import { declarationOf, delimiterOf, malformed } from './delimited.js';
import { control, type Encoding, toldEncoding } from './encoding.js';

/** A file of delimited text that may be too large to hold in memory. */
export interface DelimitedFile {
  readonly path: string;
  readonly encoding: Encoding;
  readonly delimiter: string;
  /** Excel's own first line `sep=;` is there. */
  readonly isDeclared: boolean;
  /** Ends of lines: about as many records as there are. */
  readonly lines: number;
}

const chunk = 256 * 1024;

/** Reads the file once to know its encoding for certain. Throws `spreadsheet.encoding_unknown`. */
export async function lookAtDelimited(path: string): Promise<DelimitedFile> {
  const head = await headOf(path);
  const told = toldEncoding(head);
  const lines = (await linesIn(path, told ?? 'utf-8')) ?? null;
  const encoding = told ?? (lines === null ? 'windows-1258' : 'utf-8');
  const counted = lines ?? (told ? null : await linesIn(path, encoding));
  if (counted === null) throw new Refusal('spreadsheet.encoding_unknown');
  const text = new TextDecoder(encoding).decode(head);
  const [declaration = '', declared] = declarationOf(text);
  const delimiter = declared ?? delimiterOf(text.slice(declaration.length));
  return { path, encoding, delimiter, isDeclared: declared !== undefined, lines: counted };
}

/**
 * Gives every record in turn with its number, counted from 1; empty lines and the declaration are counted and not given.
 * `take` answers false for enough. Throws `spreadsheet.quote_open` and `line_too_long`, and what `take` throws.
 */
export async function readDelimitedFile(
  file: DelimitedFile,
  longestRecord: number,
  take: (record: string[], number: number) => boolean,
): Promise<void> {
  const { path, encoding, delimiter, isDeclared } = file;
  let number = 0;
  let isEnough = false;
  const parser = parse({
    bom: true,
    delimiter,
    relax_column_count: true,
    relax_quotes: true,
    // A record for each of millions of them would take a minute.
    skip_empty_lines: true,
    max_record_size: longestRecord,
    on_record: (record: string[], { records, empty_lines }: InfoRecord) => {
      number = records + empty_lines;
      if (!isEnough && !(isDeclared && number === 1)) isEnough = !take(record, number);
      return null;
    },
  });
  const failed = once(parser, 'end').then(
    () => null,
    (error: unknown) => error,
  );
  parser.resume();
  for await (const bytes of textOf(path, encoding)) {
    if (isEnough || parser.destroyed) break;
    await new Promise<void>((done) => parser.write(bytes, () => done()));
  }
  if (isEnough) {
    parser.destroy();
    return;
  }
  parser.end();
  const error = await failed;
  if (error instanceof CsvError) throw malformed(error, number + 1, longestRecord);
  if (error) throw error;
}

/** The bytes in UTF-8, whatever they are in the file. */
async function* textOf(path: string, encoding: Encoding): AsyncGenerator<Buffer> {
  const stream = createReadStream(path, { highWaterMark: chunk });
  if (encoding === 'utf-8') {
    yield* stream;
    return;
  }
  const decoder = new TextDecoder(encoding);
  for await (const bytes of stream) yield Buffer.from(decoder.decode(bytes, { stream: true }));
  yield Buffer.from(decoder.decode());
}

/** How many lines end in it; null when it is not text in this encoding. */
async function linesIn(path: string, encoding: Encoding): Promise<number | null> {
  const decoder = new TextDecoder(encoding, { fatal: true });
  let lines = 0;
  try {
    for await (const bytes of createReadStream(path, { highWaterMark: chunk })) {
      const text = decoder.decode(bytes, { stream: true });
      if (control.test(text)) return null;
      for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) lines++;
    }
    decoder.decode();
    return lines;
  } catch (error) {
    if (error instanceof TypeError) return null;
    throw error;
  }
}

/** Enough to tell the separator by. */
async function headOf(path: string): Promise<Buffer> {
  const handle = await open(path, 'r');
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(chunk), 0, chunk, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}
