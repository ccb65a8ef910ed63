import { Injectable } from '@nestjs/common';
import { Between, In } from 'typeorm';
import { Database } from '#libs/platform';
import type { Book, DocumentKind } from './register.rules.js';
import { RegisterEntry } from './register-entry.entity.js';

export interface CountedBook extends Book {
  documents: number;
}

@Injectable()
export class RegisterListsRepository {
  constructor(private readonly database: Database) {}

  /** The newest year first. */
  async books(): Promise<CountedBook[]> {
    const rows = await this.database.rows<{ book_kind: DocumentKind; book_year: number; documents: number }>(
      `SELECT book_kind, book_year, MAX(number) AS documents FROM register_entry
        GROUP BY book_kind, book_year ORDER BY book_year DESC, book_kind`,
    );
    return rows.map(({ book_kind: kind, book_year, documents }) => ({
      kind,
      year: Number(book_year),
      documents: Number(documents),
    }));
  }

  /** All lines about these documents, in the order of the chain. */
  linesOf(certificateIds: readonly string[]): Promise<RegisterEntry[]> {
    return this.database.read.find(RegisterEntry, {
      where: { certificateId: In([...certificateIds]) },
      order: { position: 'ASC' },
    });
  }

  /** Lines under these numbers of a book, notes too. */
  linesUnder({ kind, year }: Book, first: number, last: number): Promise<RegisterEntry[]> {
    return this.database.read.find(RegisterEntry, {
      where: { bookKind: kind, bookYear: year, number: Between(first, last) },
      order: { number: 'ASC', position: 'ASC' },
    });
  }
}
