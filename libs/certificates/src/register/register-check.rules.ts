import { type DocumentKind, type EntryKind } from './register.rules.js';

/** What is wrong with a line, or with a document that should have one. */
export const registerFaults = [
  // Lines of the chain.
  'missing',
  'out_of_order',
  'altered',
  'number_skipped',
  // Lines beside the documents they are about.
  'no_document',
  'document_differs',
  'note_unfounded',
  // Documents beside the lines about them.
  'not_entered',
  'note_missing',
] as const;

export type RegisterFaultCode = (typeof registerFaults)[number];

export interface FoundDocument {
  serial: string;
  status: string;
  registerNumber: number;
  printedNumber: string;
  /** What the line of its issue ought to say. */
  dueContent: string;
}

/** A line as it is found, and the document it names as that is found. */
export interface FoundLine {
  position: number;
  kind: EntryKind;
  bookKind: DocumentKind;
  bookYear: number;
  number: number;
  printedNumber: string;
  previousHash: string;
  hash: string;
  /** What its hash ought to be by all it says. */
  dueHash: string;
  content: string;
  /** Of the document it is about, as the line says. */
  serial: string;
  document: FoundDocument | null;
}

/** How far the chain has been followed. */
export class Followed {
  lines = 0;
  private documents = 0;
  private readonly numbers = new Map<string, number>();

  constructor(public lastHash: string) {}

  /** What is wrong with the next line; null when nothing is, and then it has been followed. */
  next(line: FoundLine): RegisterFaultCode | null {
    const fault = this.placeFault(line) ?? this.numberFault(line) ?? documentFault(line, this.documents);
    if (fault) return fault;
    this.lines = line.position;
    this.lastHash = line.hash;
    if (line.kind === 'issue') {
      this.documents += 1;
      this.numbers.set(bookOf(line), line.number);
    }
    return null;
  }

  private placeFault({ position, previousHash, hash, dueHash }: FoundLine): RegisterFaultCode | null {
    if (position > this.lines + 1) return 'missing';
    if (position <= this.lines || previousHash !== this.lastHash) return 'out_of_order';
    return hash === dueHash ? null : 'altered';
  }

  /** A new document has the next number of its book, a note one that is there. */
  private numberFault(line: FoundLine): RegisterFaultCode | null {
    const last = this.numbers.get(bookOf(line)) ?? 0;
    const isRight = line.kind === 'issue' ? line.number === last + 1 : line.number >= 1 && line.number <= last;
    return isRight ? null : 'number_skipped';
  }
}

const bookOf = ({ bookKind, bookYear }: FoundLine): string => `${bookKind} ${bookYear}`;

function documentFault(line: FoundLine, documentsBefore: number): RegisterFaultCode | null {
  const { kind, document } = line;
  if (!document) return 'no_document';
  if (line.serial !== document.serial || line.printedNumber !== document.printedNumber) return 'document_differs';
  if (kind !== 'issue') return document.status === kind ? null : 'note_unfounded';
  const isSame = line.content === document.dueContent && document.registerNumber === documentsBefore + 1;
  return isSame ? null : 'document_differs';
}
