import { Injectable } from '@nestjs/common';
import { Database } from '../database/database.js';
import { instantParameter, jsonOfRaw } from '../database/raw.js';

/** The answer of a request. */
export interface Answer {
  status: number;
  location: string | null;
  body: unknown;
}

/**
 * The answers once given to keyed requests. No entity: answers may pass 64 kB, and no column type that entities can
 * name holds more on both engines.
 */
@Injectable()
export class IdempotencyRepository {
  constructor(private readonly database: Database) {}

  async find(id: string): Promise<(Answer & { requestHash: string }) | null> {
    const [row] = await this.database.rows<Record<string, unknown>>(
      'SELECT request_hash, status, location, body FROM idempotency_key WHERE id = ?',
      [id],
    );
    if (!row) return null;
    return {
      requestHash: row.request_hash as string,
      status: Number(row.status),
      location: row.location as string | null,
      body: jsonOfRaw(row.body),
    };
  }

  async add(id: string, requestHash: string, at: Date): Promise<void> {
    await this.database.change('INSERT INTO idempotency_key (id, request_hash, status, at) VALUES (?, ?, 0, ?)', [
      id,
      requestHash,
      instantParameter(at),
    ]);
  }

  async answer(id: string, { status, location, body }: Answer): Promise<void> {
    await this.database.change('UPDATE idempotency_key SET status = ?, location = ?, body = ? WHERE id = ?', [
      status,
      location,
      JSON.stringify(body ?? null),
      id,
    ]);
  }

  async forgetBefore(at: Date): Promise<void> {
    await this.database.change('DELETE FROM idempotency_key WHERE at < ?', [instantParameter(at)]);
  }
}
