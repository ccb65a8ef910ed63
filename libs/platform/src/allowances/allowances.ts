import { createHash } from 'node:crypto';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Clock, DomainError } from '#libs/kernel';
import { UnitOfWork } from '../database/unit-of-work.js';
import { Sweeps } from '../events/sweeps.js';
import { AllowancesRepository, type Spent } from './allowances.repository.js';

/** So much, within so long from its first use. */
export interface AllowanceRule {
  most: number;
  /** Milliseconds. */
  within: number;
}

/**
 * What may be done only so often: counted in the database, for all processes together and across restarts. `key` names
 * what of and whose; it is stored as a hash.
 */
@Injectable()
export class Allowances implements OnModuleInit {
  constructor(
    private readonly allowances: AllowancesRepository,
    private readonly unitOfWork: UnitOfWork,
    private readonly sweeps: Sweeps,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.sweeps.register(() => this.unitOfWork.run(() => this.allowances.forgetEndedBefore(this.clock.now())));
  }

  /** Throws 429 `code` with the seconds to wait (`retryAfter`) when it is used up. */
  async admit(key: string, rule: AllowanceRule, code: string): Promise<void> {
    const spent = await this.allowances.find(idOf(key), this.clock.now());
    if (spent && spent.used >= rule.most) throw this.refusal(code, spent);
  }

  /** Uses some of it, in the running unit or one of its own. Answers what `admit` would throw when there was less. */
  async spend(key: string, rule: AllowanceRule, code: string, count = 1): Promise<DomainError | null> {
    const id = idOf(key);
    const now = this.clock.now();
    const spent = await this.unitOfWork.run(async () => {
      await this.allowances.add(id, count, now, new Date(now.getTime() + rule.within));
      return this.allowances.find(id, now);
    });
    return spent && spent.used > rule.most ? this.refusal(code, spent) : null;
  }

  /** What was used once too often. */
  async giveBack(key: string): Promise<void> {
    await this.unitOfWork.run(() => this.allowances.giveBack(idOf(key)));
  }

  async forget(key: string): Promise<void> {
    await this.unitOfWork.run(() => this.allowances.forget(idOf(key)));
  }

  private refusal(code: string, { endsAt }: Spent): DomainError {
    const retryAfter = Math.ceil((endsAt.getTime() - this.clock.now().getTime()) / 1000);
    return new DomainError('too_many', code, { retryAfter });
  }
}

const idOf = (key: string): string => createHash('sha256').update(key).digest('hex');
