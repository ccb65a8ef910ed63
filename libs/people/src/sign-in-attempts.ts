import { Injectable } from '@nestjs/common';
import { Clock, DomainError } from '#libs/kernel';

interface Limit {
  /** What is counted together. */
  of(email: string, address: string): string;
  failures: number;
}

const within = 15 * 60_000;

// One person mistyping, one address trying many accounts, many addresses trying one account.
const limits: readonly Limit[] = [
  { of: (email, address) => `${email} ${address}`, failures: 10 },
  { of: (_, address) => `* ${address}`, failures: 100 },
  { of: (email) => `${email} *`, failures: 100 },
];

/** Keeps the memory small under attack: the oldest keys go first. */
const mostKeys = 50_000;

/**
 * Refused sign-ins of the last quarter of an hour, in memory: a restart forgets them, and two processes count apart,
 * which doubles the allowance and no more.
 */
@Injectable()
export class SignInAttempts {
  private readonly refused = new Map<string, number[]>();

  constructor(private readonly clock: Clock) {}

  /** Throws 429 with the seconds to wait (`retryAfter`). */
  admit(email: string, address: string): void {
    const now = this.clock.now().getTime();
    for (const limit of limits) {
      const recent = this.recent(limit.of(email, address), now);
      const oldest = recent.at(-limit.failures);
      if (oldest === undefined) continue;
      throw new DomainError('too_many', 'sign_in.too_many', { retryAfter: Math.ceil((oldest + within - now) / 1000) });
    }
  }

  /** Counted before the password is compared, so that attempts sent at once count as well. */
  begin(email: string, address: string): void {
    this.admit(email, address);
    const now = this.clock.now().getTime();
    for (const limit of limits) {
      const key = limit.of(email, address);
      const recent = this.recent(key, now);
      this.refused.delete(key);
      this.refused.set(key, [...recent, now].slice(-limit.failures));
    }
    for (const key of this.refused.keys()) {
      if (this.refused.size <= mostKeys) break;
      this.refused.delete(key);
    }
  }

  /** The password was right: this person's own failures are forgotten, and this attempt was none. */
  succeed(email: string, address: string): void {
    this.refused.delete(limits[0].of(email, address));
    for (const limit of limits.slice(1)) this.refused.get(limit.of(email, address))?.pop();
  }

  private recent(key: string, now: number): number[] {
    return (this.refused.get(key) ?? []).filter((at) => at > now - within);
  }
}
