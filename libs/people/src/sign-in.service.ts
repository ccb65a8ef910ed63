import { Injectable, Logger } from '@nestjs/common';
import { type Actor, Clock, DomainError, newId, notFound, publicActor } from '#libs/kernel';
import { Audit, UnitOfWork } from '#libs/platform';
import type { Account } from './account.entity.js';
import { AccountsRepository } from './accounts.repository.js';
import { Passwords } from './passwords.js';
import { SignIn } from './sign-in.entity.js';
import { expiryOf, type SignInKind, touchedEvery } from './sign-in.rules.js';
import { SignInAttempts } from './sign-in-attempts.js';
import { SignInsRepository } from './sign-ins.repository.js';
import { digestOf, SignInTokens } from './tokens.js';

export interface Credentials {
  email: string;
  password: string;
  kind: SignInKind;
  /** Where the attempt comes from; attempts are limited per account and address. */
  address: string;
  userAgent: string;
}

/** Whose sign-in, and the token that keeps it: a cookie's (`browser`) or the next refresh token (`api`). */
export interface SignedIn {
  accountId: string;
  signInId: string;
  /** Shown to the caller alone; only its hash is stored. */
  token: string;
  expiresAt: Date;
}

@Injectable()
export class SignInService {
  private readonly log = new Logger(SignInService.name);

  constructor(
    private readonly accounts: AccountsRepository,
    private readonly signIns: SignInsRepository,
    private readonly passwords: Passwords,
    private readonly attempts: SignInAttempts,
    private readonly tokens: SignInTokens,
    private readonly unitOfWork: UnitOfWork,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  /** Throws 401 `sign_in.refused`, the same for an unknown e-mail and a wrong password, and 429 `sign_in.too_many`. */
  async signIn(credentials: Credentials): Promise<SignedIn> {
    const email = credentials.email.trim().toLowerCase();
    await this.attempts.begin(email, credentials.address);
    const account = await this.accounts.findByEmail(email);
    const hash = account?.status === 'active' ? account.passwordHash : null;
    if (!(await this.passwords.matches(hash, credentials.password)) || !account)
      throw new DomainError('unauthenticated', 'sign_in.refused');
    return this.unitOfWork.run(async () => {
      await this.attempts.succeed(email, credentials.address);
      return this.begin(account, credentials.kind, credentials.userAgent);
    });
  }

  /**
   * A refresh token for the next one, once. A token of ours that is no longer good has been used before, by its owner
   * or by a thief: the whole sign-in ends. Throws 401 `sign_in.ended`.
   */
  async rotate(refreshToken: string): Promise<SignedIn> {
    const signInId = this.tokens.signInOf(refreshToken);
    const signIn = signInId === null ? null : await this.signIns.find(signInId);
    if (signIn?.kind !== 'api') throw ended();
    const now = this.clock.now();
    const isOpen = signIn.endedAt === null && signIn.expiresAt > now;
    if (!isOpen || !(await this.accounts.isActive(signIn.accountId))) throw ended();
    const token = this.tokens.issue(signIn.id);
    const expiresAt = expiryOf(signIn.kind, signIn.createdAt, now);
    const isCurrent =
      signIn.tokenDigest === digestOf(refreshToken) &&
      (await this.unitOfWork.run(() => this.signIns.rotate(signIn, digestOf(token), now, expiresAt)));
    if (isCurrent) return { accountId: signIn.accountId, signInId: signIn.id, token, expiresAt };
    await this.endStolen(signIn);
    throw ended();
  }

  /** Whose cookie this is; null when it is nobody's or has run out. The time of use is written now and then. */
  async findBrowser(token: string): Promise<{ accountId: string; signInId: string } | null> {
    if (this.tokens.signInOf(token) === null) return null;
    const signIn = await this.signIns.findByToken(digestOf(token));
    const now = this.clock.now();
    if (signIn?.kind !== 'browser' || signIn.endedAt !== null || signIn.expiresAt <= now) return null;
    if (now.getTime() - signIn.lastUsedAt.getTime() >= touchedEvery) this.touch(signIn, now);
    return { accountId: signIn.accountId, signInId: signIn.id };
  }

  /** The sign-in of this request, or another of one's own. */
  async end(actor: Actor, signInId: string | null = actor.signInId): Promise<void> {
    await this.unitOfWork.run(async () => {
      const signIn = signInId === null ? null : await this.signIns.find(signInId);
      if (!signIn || signIn.accountId !== actor.accountId) throw notFound('sign_in');
      if (!(await this.signIns.end(signIn.id, this.clock.now()))) return;
      await this.audit.record(actor, { action: 'sign_in.ended', noun: 'account', subjectId: signIn.accountId });
    });
  }

  /** One's own open sign-ins, the last used first. */
  async mine(actor: Actor): Promise<SignIn[]> {
    return actor.accountId === null ? [] : this.signIns.openOf(actor.accountId, this.clock.now());
  }

  private begin(account: Account, kind: SignInKind, userAgent: string): Promise<SignedIn> {
    return this.unitOfWork.run(async () => {
      const now = this.clock.now();
      const id = newId();
      const token = this.tokens.issue(id);
      const signIn = Object.assign(new SignIn(), {
        id,
        accountId: account.id,
        kind,
        tokenDigest: digestOf(token),
        userAgent: [...userAgent].slice(0, 200).join(''),
        createdAt: now,
        lastUsedAt: now,
        expiresAt: expiryOf(kind, now, now),
        endedAt: null,
        version: 1,
      });
      await this.signIns.add(signIn);
      await this.audit.record(byAccount(account), {
        action: 'sign_in.begun',
        noun: 'account',
        subjectId: account.id,
        details: { kind },
      });
      return { accountId: account.id, signInId: id, token, expiresAt: signIn.expiresAt };
    });
  }

  private async endStolen(signIn: SignIn): Promise<void> {
    await this.unitOfWork.run(async () => {
      await this.signIns.end(signIn.id, this.clock.now());
      await this.audit.record(publicActor('en'), {
        action: 'sign_in.ended_by_reuse',
        noun: 'account',
        subjectId: signIn.accountId,
      });
    });
  }

  /** Nobody waits for it: a page view must not fail because its time could not be written. */
  private touch({ id, kind, createdAt }: SignIn, now: Date): void {
    this.unitOfWork
      .run(() => this.signIns.touch(id, now, expiryOf(kind, createdAt, now)))
      .catch((error: unknown) => this.log.warn(error));
  }
}

const ended = () => new DomainError('unauthenticated', 'sign_in.ended');

const byAccount = ({ id, personId, organisationId, name, language }: Account): Actor => ({
  kind: 'account',
  accountId: id,
  signInId: null,
  personId,
  organisationId,
  organisationPath: null,
  roles: [],
  name,
  language,
});
