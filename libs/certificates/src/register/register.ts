import { Injectable } from '@nestjs/common';
import { type Actor, Clock, newId } from '#libs/kernel';
import type { Certificate } from '../certificate.entity.js';
import { RegisterRepository } from './register.repository.js';
import { type Book, bookName, printedNumber, serialOf } from './register.rules.js';
import { RegisterEntry } from './register-entry.entity.js';
import { hashOfLine, issueContent, type Note, noteContent } from './register-line.js';

/** Counts all lines, notes too: whoever holds this row writes the next one. */
const chain = 'chain';
/** Counts all documents. */
const documents = 'register';
const serials = (year: number): string => `serial-${year}`;

/** What one document is called by. */
export interface Numbered {
  serial: string;
  /** Among all documents ever, without a gap. */
  registerNumber: number;
  /** In its book, without a gap. */
  number: number;
  /** `CC-2026/000123`. */
  printedNumber: string;
}

/** A document and its number in its book. */
export interface Issued {
  certificate: Certificate;
  number: number;
}

export interface Noted {
  certificate: Certificate;
  kind: 'revoked' | 'replaced';
  note: Note;
}

type Line = Pick<RegisterEntry, 'kind' | 'bookKind' | 'bookYear' | 'number' | 'printedNumber' | 'content'> & {
  certificateId: string;
};

/** The register book: numbers and lines are taken and written in the unit that decides, so that neither has a gap. */
@Injectable()
export class Register {
  constructor(
    private readonly repository: RegisterRepository,
    private readonly clock: Clock,
  ) {}

  /** Before the unit that takes numbers from this book or writes a line. */
  async open(book: Book): Promise<void> {
    for (const one of [documents, serials(book.year), bookName(book), chain]) await this.repository.open(one);
  }

  /** Numbers for `count` documents; whoever else asks waits to the end of this unit. Comes before `enter`. */
  async take(book: Book, count: number): Promise<Numbered[]> {
    const first = {
      document: await this.repository.take(documents, count),
      serial: await this.repository.take(serials(book.year), count),
      number: await this.repository.take(bookName(book), count),
    };
    return Array.from({ length: count }, (_, index) => ({
      serial: serialOf(book.year, first.serial + index),
      registerNumber: first.document + index,
      number: first.number + index,
      printedNumber: printedNumber(book, first.number + index),
    }));
  }

  /** Writes a line for each, in this order, once the certificates are there. */
  async enter(actor: Actor, lines: readonly (Issued | Noted)[]): Promise<void> {
    const said: Line[] = [];
    for (const line of lines) said.push('note' in line ? await this.noteOn(line) : issueOf(line));
    const first = await this.repository.take(chain, said.length);
    const at = this.clock.now();
    let previousHash = await this.repository.hashAt(first - 1);
    const entries = said.map((line, index) => {
      const recordedBy = actor.accountId;
      const placed = { ...line, position: first + index, previousHash, at, recordedBy };
      previousHash = hashOfLine(placed);
      return Object.assign(new RegisterEntry(), { ...placed, id: newId(), hash: previousHash });
    });
    await this.repository.add(entries);
  }

  private async noteOn({ certificate, kind, note }: Noted): Promise<Line> {
    const { bookKind, bookYear, number, printedNumber } = await this.repository.issueOf(certificate.id);
    const content = noteContent(certificate.serial, note);
    return { kind, bookKind, bookYear, number, printedNumber, certificateId: certificate.id, content };
  }
}

const issueOf = ({ certificate: { id, payload }, number }: Issued): Line => ({
  kind: 'issue',
  bookKind: payload.kind,
  bookYear: Number(payload.issue.date.slice(0, 4)),
  number,
  printedNumber: payload.registerNumber,
  certificateId: id,
  content: issueContent(payload),
});
