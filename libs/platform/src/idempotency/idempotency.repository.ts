import { Injectable } from '@nestjs/common';
import { LessThan } from 'typeorm';
import { Database } from '../database/database.js';
import { IdempotencyKey } from './idempotency-key.entity.js';

@Injectable()
export class IdempotencyRepository {
  constructor(private readonly database: Database) {}

  find(id: string): Promise<IdempotencyKey | null> {
    return this.database.read.findOneBy(IdempotencyKey, { id });
  }

  add(key: IdempotencyKey): Promise<void> {
    return this.database.insert(key);
  }

  async answer(id: string, answer: Pick<IdempotencyKey, 'status' | 'location'> & { body: unknown }): Promise<void> {
    await this.database.write.update(IdempotencyKey, { id }, answer as object);
  }

  async forgetBefore(at: Date): Promise<void> {
    await this.database.write.delete(IdempotencyKey, { at: LessThan(at) });
  }
}
