import { Injectable } from '@nestjs/common';
import type { Actor } from '#libs/kernel';
import { Database, instantOfRaw, jsonOfRaw } from '#libs/platform';
import type { CertificateSelection } from './certificate.fields.js';
import { certificatesToDownload, chosenToDownload } from './certificate-sight.js';
import type { CertificatePayload } from './render/index.js';

/** Where an issued document lies and what its bytes must hash to. */
export interface IssuedFile {
  serial: string;
  storageKey: string;
  sha256: string;
}

/** A stored document with what it is called by. */
export interface IssuedDocument {
  serial: string;
  holder: CertificatePayload['holder'];
  storageKey: string;
  /** Bytes. */
  size: number;
  issuedAt: Date;
}

/** The files behind certificates. */
@Injectable()
export class IssuedDocumentsRepository {
  constructor(private readonly database: Database) {}

  /** Issued documents among those the actor may download, in the order of the register; `limit` and one at most. */
  async chosen(actor: Actor, chosen: CertificateSelection, limit: number): Promise<IssuedDocument[]> {
    const found = chosenToDownload(actor, chosen, 'k.storage_key IS NOT NULL', limit);
    const rows = await this.database.rows<Record<string, unknown>>(
      `SELECT k.serial, k.payload, k.storage_key, k.size, k.issued_at FROM certificate k WHERE ${found.sql}`,
      found.parameters,
    );
    return rows.map((raw) => ({
      serial: raw.serial as string,
      holder: jsonOfRaw<CertificatePayload>(raw.payload).holder,
      storageKey: raw.storage_key as string,
      size: Number(raw.size),
      issuedAt: instantOfRaw(raw.issued_at),
    }));
  }

  /** One that the actor may download; its key is null as long as it is not issued. */
  async find(actor: Actor, id: string): Promise<{ serial: string; storageKey: string | null } | null> {
    const seen = certificatesToDownload(actor);
    const [row] = await this.database.rows<{ serial: string; storage_key: string | null }>(
      `SELECT k.serial, k.storage_key FROM certificate k WHERE k.id = ? AND (${seen.sql})`,
      [id, ...seen.parameters],
    );
    return row ? { serial: row.serial, storageKey: row.storage_key } : null;
  }

  /** In the order of the register, five hundred at a time. */
  async *all(): AsyncGenerator<IssuedFile> {
    for (let after = 0; ; ) {
      const rows = await this.database.rows<Record<string, unknown>>(
        'SELECT serial, register_number, storage_key, sha256 FROM certificate WHERE register_number > ? AND sha256 IS NOT NULL ORDER BY register_number LIMIT 500',
        [after],
      );
      for (const { serial, storage_key, sha256 } of rows) {
        yield { serial: String(serial), storageKey: String(storage_key), sha256: String(sha256) };
      }
      if (rows.length < 500) return;
      after = Number(rows.at(-1)!.register_number);
    }
  }
}
