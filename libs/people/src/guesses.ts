import { Injectable } from '@nestjs/common';
import { type Actor, DomainError, scopeOf } from '#libs/kernel';
import { type AllowanceRule, Allowances, UnitOfWork } from '#libs/platform';
import { personAccess } from './people.policy.js';

const day = 24 * 3_600_000;

/** One at a time, or as rows of a list: an office corrects its list and sends it again. */
const rules = {
  single: { most: 30, within: day },
  listed: { most: 500, within: day },
} as const satisfies Record<string, AllowanceRule>;

export type Asking = keyof typeof rules;

const code = 'people.too_many_guesses';

/** Refusals by which somebody learns that another record has this number, or this name and birth date. */
const telling = ['person.number_of_another', 'person.already_known'];

/**
 * That a number, or a name and birth date, is known already, also says that somebody exists whom only others know.
 * Whoever enters people has to hear it, but not so often that it serves to search. Whoever sees everybody learns nothing.
 */
@Injectable()
export class Guesses {
  constructor(
    private readonly allowances: Allowances,
    private readonly unitOfWork: UnitOfWork,
  ) {}

  /** Throws 429 once too many were told, whatever would be told now: the refusal itself must not be an answer. */
  async admit(actor: Actor, asking: Asking = 'single'): Promise<void> {
    const key = keyOf(actor, asking);
    if (key !== null) await this.allowances.admit(key, rules[asking], code);
  }

  /**
   * So many were told; counted whatever becomes of the running unit. Throws as `admit` when they were too many: then
   * nobody is told. Requests of one account at the same moment may pass together, on MariaDB as many as it has connections.
   */
  async told(actor: Actor, asking: Asking = 'single', count = 1): Promise<void> {
    const key = keyOf(actor, asking);
    if (key === null || count === 0) return;
    const spend = () => this.allowances.spend(key, rules[asking], code, count);
    if (this.unitOfWork.isRunning) this.unitOfWork.afterRollback(spend);
    const refusal = await spend();
    if (refusal) throw refusal;
  }

  /** Counts a refusal of `work` that tells. */
  async watch<T>(actor: Actor, work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      if (tells(error)) await this.told(actor);
      throw error;
    }
  }
}

const tells = (error: unknown): boolean =>
  error instanceof DomainError &&
  [error.code, ...error.fields.map((field) => field.code)].some((one) => telling.includes(one));

/** Null for whoever sees everybody. */
const keyOf = (actor: Actor, asking: Asking): string | null =>
  actor.accountId === null || scopeOf(actor, personAccess.create).allBy.length > 0
    ? null
    : `people.guess ${asking} ${actor.accountId}`;
