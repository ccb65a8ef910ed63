import { Injectable } from '@nestjs/common';
import { AccountsRepository } from './accounts.repository.js';

/** Lets those who count what one account has do so one after another. */
@Injectable()
export class AccountHolds {
  constructor(private readonly accounts: AccountsRepository) {}

  /** Joins the unit, and holds the account to its end. */
  hold(accountId: string): Promise<void> {
    return this.accounts.hold(accountId);
  }
}
