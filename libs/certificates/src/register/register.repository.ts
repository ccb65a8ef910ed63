import { Injectable } from '@nestjs/common';
import { Database, isUniqueViolation, noLink, UnitOfWork } from '#libs/platform';
import { RegisterBook } from './register-book.entity.js';
import { RegisterEntry } from './register-entry.entity.js';

/** Numbers without gaps: a number belongs to the unit that takes it and comes back when that unit fails. */
@Injectable()
export class RegisterRepository {
  constructor(
    private readonly database: Database,
    private readonly unitOfWork: UnitOfWork,
  ) {}

  /** Makes sure the book exists, in a unit of its own, before numbers are taken from it. */
  async open(book: string): Promise<void> {
    if (await this.database.read.findOneBy(RegisterBook, { id: book })) return;
    try {
      await this.unitOfWork.run(() =>
        this.database.insert(Object.assign(new RegisterBook(), { id: book, lastNumber: 0 })),
      );
    } catch (error) {
      if (!isUniqueViolation(error)) throw error;
    }
  }

  /** Takes `count` numbers in a row and answers the first. The row stays locked to the end of the unit. */
  async take(book: string, count: number): Promise<number> {
    const taken = await this.database.change('UPDATE register_book SET last_number = last_number + ? WHERE id = ?', [
      count,
      book,
    ]);
    if (taken !== 1) throw new Error(`There is no register book ${book}`);
    return (await this.lastOf(book)) - count + 1;
  }

  /** The number last taken; 0 where the book was never opened. */
  async lastOf(book: string): Promise<number> {
    return (await this.database.read.findOneBy(RegisterBook, { id: book }))?.lastNumber ?? 0;
  }

  async hashAt(position: number): Promise<string> {
    if (position === 0) return noLink;
    const entry = await this.database.read.findOneBy(RegisterEntry, { position });
    if (!entry) throw new Error(`The register has no line ${position}`);
    return entry.hash;
  }

  issueOf(certificateId: string): Promise<RegisterEntry> {
    return this.database.read.findOneByOrFail(RegisterEntry, { certificateId, kind: 'issue' });
  }

  add(entries: readonly RegisterEntry[]): Promise<void> {
    return this.database.insertAll(entries);
  }
}
