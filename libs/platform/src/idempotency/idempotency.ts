import { createHash } from 'node:crypto';
import { Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { Clock, conflict } from '#libs/kernel';
import { isUniqueViolation } from '../database/faults.js';
import { UnitOfWork } from '../database/unit-of-work.js';
import { type Answer, IdempotencyRepository } from './idempotency.repository.js';

/** Milliseconds. */
const keptFor = 7 * 24 * 3_600_000;
const sweptEvery = 6 * 3_600_000;

const digest = (...parts: string[]): string => createHash('sha256').update(JSON.stringify(parts)).digest('hex');

/**
 * Same caller, key and request: same answer, and the work done once. The key is written in the unit of the work, so
 * that both are there or neither.
 */
@Injectable()
export class Idempotency implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly log = new Logger(Idempotency.name);
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly keys: IdempotencyRepository,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    await this.sweep();
    this.timer = setInterval(() => void this.sweep().catch((error: unknown) => this.log.warn(error)), sweptEvery);
    this.timer.unref();
  }

  onApplicationShutdown(): void {
    clearInterval(this.timer);
  }

  /** `request` is what must be equal the second time: method, path and body. */
  async once(caller: string, key: string, request: unknown, work: () => Promise<Answer>): Promise<Answer> {
    const id = digest(caller, key);
    const requestHash = digest(JSON.stringify(request));
    const known = await this.keys.find(id);
    if (known) return repeat(known, requestHash);
    try {
      return await this.unitOfWork.run(async () => {
        // First the key: of two equal requests at once, the second waits here and is then answered as a repeat.
        await this.keys.add(id, requestHash, this.clock.now());
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
}

function repeat({ requestHash: known, ...answer }: Answer & { requestHash: string }, requestHash: string): Answer {
  if (known !== requestHash) throw conflict('idempotency.other_request');
  return answer;
}
