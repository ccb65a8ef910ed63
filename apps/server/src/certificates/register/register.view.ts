import { z } from 'zod';
import { documentKinds, type RegisteredCertificate, type ShownBook, type ShownNote } from '#libs/certificates';
import { certificateResource, certificateSchema } from '../certificate.view.js';

/** The register in the API: each document under its number, with the notes that came later. */

const noteSchema = z.object({
  kind: z.enum(['revoked', 'replaced']),
  reason: z.string(),
  decidedOn: z.iso.date(),
  /** Serial of the document that stands for it now. */
  replacedBy: z.string().nullable(),
  position: z.number().int(),
  at: z.iso.datetime(),
});

export const registeredSchema = certificateSchema.extend({
  /** `CC-2026`. */
  book: z.string(),
  /** In its book, counted from 1 without a gap. */
  bookNumber: z.number().int(),
  /** As it stands on the document: `CC-2026/000123`. */
  printedNumber: z.string(),
  /** Of the line in the whole chain, in which notes count too. */
  position: z.number().int(),
  /** SHA-256 that binds the line to all before it. */
  hash: z.string(),
  replacesSerial: z.string().nullable(),
  notes: z.array(noteSchema),
});

export const bookSchema = z.object({
  name: z.string(),
  kind: z.enum(documentKinds),
  year: z.number().int(),
  documents: z.number().int(),
  pages: z.number().int(),
});

const noteResource = ({ kind, at, ...note }: ShownNote): z.output<typeof noteSchema> => ({
  kind: kind as 'revoked' | 'replaced',
  reason: note.reason,
  decidedOn: note.decidedOn,
  replacedBy: note.replacedBy,
  position: note.position,
  at: at.toISOString(),
});

export const registeredResource = (row: RegisteredCertificate): z.output<typeof registeredSchema> => ({
  ...certificateResource(row),
  book: row.book,
  bookNumber: row.number,
  printedNumber: row.printedNumber,
  position: row.position,
  hash: row.hash,
  replacesSerial: row.payload.replacesSerial,
  notes: row.notes.map(noteResource),
});

export const bookResource = ({ name, kind, year, documents, pages }: ShownBook): z.output<typeof bookSchema> => ({
  name,
  kind,
  year,
  documents,
  pages,
});
