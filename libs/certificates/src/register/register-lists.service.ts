import { Injectable } from '@nestjs/common';
import { type Actor, notFound, requireGrant } from '#libs/kernel';
import { type Listing, mapListing } from '#libs/platform';
import { certificateAccess } from '../certificate.policy.js';
import { type CertificateRow, CertificatesRepository } from '../certificates.repository.js';
import type { RegisterQuery } from './register.fields.js';
import { type Book, bookName, bookNamed } from './register.rules.js';
import type { RegisterEntry } from './register-entry.entity.js';
import { type NoteSaid, noteSaid } from './register-line.js';
import { RegisterListsRepository } from './register-lists.repository.js';

/** Documents on one page of a book. */
export const rowsOnPage = 10;

export interface ShownBook extends Book {
  /** `CC-2026`. */
  name: string;
  documents: number;
  pages: number;
}

/** A note under a document's line. */
export type ShownNote = NoteSaid & Pick<RegisterEntry, 'kind' | 'position' | 'at'>;

export interface RegisteredCertificate extends CertificateRow {
  /** `CC-2026`. */
  book: string;
  /** In its book. */
  number: number;
  /** As on the document: `CC-2026/000123`. */
  printedNumber: string;
  /** In the whole chain. */
  position: number;
  hash: string;
  notes: ShownNote[];
}

/** The register book as it is read, line by line and book by book. */
@Injectable()
export class RegisterLists {
  constructor(
    private readonly certificates: CertificatesRepository,
    private readonly register: RegisterListsRepository,
  ) {}

  async books(actor: Actor): Promise<ShownBook[]> {
    requireGrant(actor, certificateAccess.register);
    return (await this.register.books()).map((book) => ({
      ...book,
      name: bookName(book),
      pages: Math.ceil(book.documents / rowsOnPage),
    }));
  }

  /** 404 while nothing is in it. */
  async book(actor: Actor, name: string): Promise<ShownBook> {
    const found = bookNamed(name) && (await this.books(actor)).find((book) => book.name === name);
    if (!found) throw notFound('register_book');
    return found;
  }

  /** Each document under its number, with what became of it. */
  async list(actor: Actor, query: RegisterQuery): Promise<Listing<RegisteredCertificate>> {
    const listing = await this.certificates.register(actor, query, query.book ? bookNamed(query.book) : null);
    const lines = Map.groupBy(
      await this.register.linesOf(listing.items.map(({ id }) => id)),
      ({ certificateId }) => certificateId,
    );
    return mapListing(listing, (row) => ({ ...row, ...told(lines.get(row.id)!) }));
  }
}

export const notesAmong = (lines: readonly RegisterEntry[]): ShownNote[] =>
  lines
    .filter(({ kind }) => kind !== 'issue')
    .map(({ kind, position, at, content }) => ({ kind, position, at, ...noteSaid(content) }));

function told(lines: readonly RegisterEntry[]) {
  const { bookKind, bookYear, number, printedNumber, position, hash } = lines.find(({ kind }) => kind === 'issue')!;
  const book = bookName({ kind: bookKind, year: bookYear });
  return { book, number, printedNumber, position, hash, notes: notesAmong(lines) };
}
