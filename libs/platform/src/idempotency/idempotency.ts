import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Clock, conflict } from '#libs/kernel';
import { isUniqueViolation } from '../database/faults.js';
import { UnitOfWork } from '../database/unit-of-work.js';
import { IdempotencyRepository } from './idempotency.repository.js';
import { IdempotencyKey } from './idempotency-key.entity.js';

export interface Answer {
  status: number;
  location: string | null;
  body: unknown;
}

const keptFor = 7 * 24 * 3_600_000;

const digest = (...parts: string[]): string => createHash('sha256').update(JSON.stringify(parts)).digest('hex');

/**
 * Same caller, key and request: same answer, and the work done once. The key is written in the unit of the work, so
 * that both are there or neither.
 */
@Injectable()
export class Idempotency {
  constructor(
    private readonly keys: IdempotencyRepository,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /** `request` is what must be equal the second time: method, path and body. */
  async once(caller: string, key: string, request: unknown, work: () => Promise<Answer>): Promise<Answer> {
    const id = digest(caller, key);
    const requestHash = digest(JSON.stringify(request));
    const known = await this.keys.find(id);
    if (known) return repeat(known, requestHash);
    try {
      return await this.unitOfWork.run(async () => {
        // First the key: of two equal requests at once, the second waits here and is then answered as a repeat.
        await this.keys.add(this.newKey(id, requestHash));
        const answer = await work();
        await this.keys.answer(id, answer);
        return answer;
      });
    } catch (error) {
      const rival = isUniqueViolation(error) ? await this.keys.find(id) : null;
      if (rival) return repeat(rival, requestHash);
      throw error;
    }
  }

  /** Forgets keys older than a week. */
  async sweep(): Promise<void> {
    const before = new Date(this.clock.now().getTime() - keptFor);
    await this.unitOfWork.run(() => this.keys.forgetBefore(before));
  }

  private newKey(id: string, requestHash: string): IdempotencyKey {
    const at = this.clock.now();
    return Object.assign(new IdempotencyKey(), { id, requestHash, status: 0, location: null, body: null, at });
  }
}

function repeat(known: IdempotencyKey, requestHash: string): Answer {
  if (known.requestHash !== requestHash) throw conflict('idempotency.other_request');
  return { status: known.status, location: known.location, body: known.body };
}
