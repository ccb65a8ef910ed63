import { Injectable } from '@nestjs/common';
import type { Language } from '#libs/kernel';
import { Database, placeholders, type Receiver } from '#libs/platform';

type Raw = Record<string, string | null>;

/** Where people are written to: at the address of their account, or at the one we were given for them. */
@Injectable()
export class PersonReceivers {
  constructor(private readonly database: Database) {}

  /**
   * By the person asked for, in the words of the record it leads to now; who has no address is missing. Without an
   * account of their own they are taken to read Lao.
   */
  async of(personIds: readonly string[]): Promise<Map<string, Receiver>> {
    if (personIds.length === 0) return new Map();
    const rows = await this.database.rows<Raw>(
      `SELECT p.id AS person_id, s.full_name, s.email AS person_email, a.id, a.name, a.email, a.language
        FROM person p JOIN person s ON s.id = COALESCE(p.merged_into_id, p.id)
        LEFT JOIN account a ON a.person_id = s.id AND a.status = 'active'
        WHERE p.id IN (${placeholders(personIds)}) ORDER BY a.id DESC`,
      [...personIds],
    );
    // The last one stays: their first account.
    return new Map(rows.flatMap((raw) => receiverOf(raw).map((receiver) => [raw.person_id!, receiver])));
  }
}

function receiverOf(raw: Raw): Receiver[] {
  if (raw.id !== null)
    return [{ accountId: raw.id!, name: raw.name!, address: raw.email!, language: raw.language as Language }];
  if (!raw.person_email) return [];
  return [{ accountId: null, name: raw.full_name!, address: raw.person_email, language: 'lo' }];
}
