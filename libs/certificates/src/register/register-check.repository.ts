import { Injectable } from '@nestjs/common';
import { Database, instantOfRaw, jsonOfRaw } from '#libs/platform';
import type { CertificatePayload } from '../render/index.js';
import type { FoundDocument, FoundLine, RegisterFaultCode } from './register-check.rules.js';
import type { RegisterEntry } from './register-entry.entity.js';
import { hashOfLine, issueContent } from './register-line.js';

const atOnce = 500;

/** A document that the register says too little or too much of. */
export interface Unaccounted {
  code: RegisterFaultCode;
  serial: string;
}

const lineWith = (kinds: string) =>
  `EXISTS (SELECT 1 FROM register_entry e WHERE e.certificate_id = k.id AND e.kind IN (${kinds}))`;

/** Every document has its line, and whichever was revoked or replaced a note that says so. */
const accounts: readonly [RegisterFaultCode, string][] = [
  ['not_entered', `NOT ${lineWith("'issue'")}`],
  ['note_missing', `k.status = 'revoked' AND NOT ${lineWith("'revoked'")}`],
  ['note_missing', `k.status = 'replaced' AND NOT ${lineWith("'replaced'")}`],
];

@Injectable()
export class RegisterCheckRepository {
  constructor(private readonly database: Database) {}

  /** In the order of the chain, as they are found; a few hundred at a time. */
  async *lines(): AsyncGenerator<FoundLine> {
    for (let after = 0; ; ) {
      const rows = await this.database.rows<Record<string, unknown>>(
        `SELECT e.*, k.serial, k.status, k.register_number, k.payload FROM register_entry e
          LEFT JOIN certificate k ON k.id = e.certificate_id WHERE e.position > ? ORDER BY e.position LIMIT ${atOnce}`,
        [after],
      );
      for (const row of rows) yield foundLine(row);
      if (rows.length < atOnce) return;
      after = Number(rows.at(-1)!.position);
    }
  }

  async unaccounted(): Promise<Unaccounted | null> {
    for (const [code, condition] of accounts) {
      const [row] = await this.database.rows<{ serial: string }>(
        `SELECT k.serial FROM certificate k WHERE ${condition} ORDER BY k.register_number LIMIT 1`,
      );
      if (row) return { code, serial: row.serial };
    }
    return null;
  }
}

function foundLine(row: Record<string, unknown>): FoundLine {
  const line: Omit<RegisterEntry, 'id'> = {
    position: Number(row.position),
    kind: row.kind as RegisterEntry['kind'],
    bookKind: row.book_kind as RegisterEntry['bookKind'],
    bookYear: Number(row.book_year),
    number: Number(row.number),
    printedNumber: String(row.printed_number),
    certificateId: String(row.certificate_id),
    content: String(row.content),
    previousHash: String(row.previous_hash),
    hash: String(row.hash),
    at: instantOfRaw(row.at),
    recordedBy: row.recorded_by as string | null,
  };
  return { ...line, dueHash: hashOfLine(line), serial: serialIn(line.content), document: documentOf(row) };
}

/** '' in a line that was tampered with and is no JSON any more. */
function serialIn(content: string): string {
  try {
    return String(JSON.parse(content).serial);
  } catch {
    return '';
  }
}

function documentOf({ serial, status, register_number, payload }: Record<string, unknown>): FoundDocument | null {
  if (serial === null) return null;
  const content = jsonOfRaw<CertificatePayload>(payload);
  return {
    serial: String(serial),
    status: String(status),
    registerNumber: Number(register_number),
    printedNumber: content.registerNumber,
    dueContent: issueContent(content),
  };
}
