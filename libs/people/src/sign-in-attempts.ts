import { Injectable } from '@nestjs/common';
import { Allowances, UnitOfWork } from '#libs/platform';

const within = 15 * 60_000;

// One person mistyping, one address trying many accounts, many addresses trying one account.
const limits = [
  { of: (email: string, address: string) => `${email} ${address}`, most: 10, within },
  { of: (_: string, address: string) => `* ${address}`, most: 100, within },
  { of: (email: string) => `${email} *`, most: 100, within },
] as const;

/** Refused sign-ins, a quarter of an hour from the first, whichever process they come to. */
@Injectable()
export class SignInAttempts {
  constructor(
    private readonly allowances: Allowances,
    private readonly unitOfWork: UnitOfWork,
  ) {}

  /**
   * Counted before the password is compared, so that attempts sent at once count as well. Throws 429 with the seconds to
   * wait (`retryAfter`); that attempt counts for nothing, so that nobody shuts another out by going on.
   */
  begin(email: string, address: string): Promise<void> {
    return this.unitOfWork.run(async () => {
      for (const { of, ...rule } of limits) {
        const refusal = await this.allowances.spend(keyOf(of(email, address)), rule, 'sign_in.too_many');
        if (refusal) throw refusal;
      }
    });
  }

  /** The password was right: this person's own failures are forgotten, and this attempt was none. */
  succeed(email: string, address: string): Promise<void> {
    const [own, ...others] = limits;
    return this.unitOfWork.run(async () => {
      await this.allowances.forget(keyOf(own.of(email, address)));
      for (const { of } of others) await this.allowances.giveBack(keyOf(of(email, address)));
    });
  }
}

const keyOf = (whose: string): string => `sign_in ${whose}`;
