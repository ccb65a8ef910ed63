import { Injectable } from '@nestjs/common';
import { Database, instantParameter } from '#libs/platform';
import { SignIn } from './sign-in.entity.js';

@Injectable()
export class SignInsRepository {
  constructor(private readonly database: Database) {}

  add(signIn: SignIn): Promise<void> {
    return this.database.insert(signIn);
  }

  find(id: string): Promise<SignIn | null> {
    return this.database.read.findOneBy(SignIn, { id });
  }

  findByToken(tokenDigest: string): Promise<SignIn | null> {
    return this.database.read.findOneBy(SignIn, { tokenDigest });
  }

  /** Those that have neither ended nor run out, the last used first. */
  async openOf(accountId: string, now: Date): Promise<SignIn[]> {
    const signIns = await this.database.read.findBy(SignIn, { accountId });
    const open = signIns.filter(({ endedAt, expiresAt }) => endedAt === null && expiresAt > now);
    return open.sort((one, other) => other.lastUsedAt.getTime() - one.lastUsedAt.getTime());
  }

  /** The next token takes the place of this one; false when another was quicker. */
  async rotate({ id, tokenDigest }: SignIn, nextDigest: string, now: Date, expiresAt: Date): Promise<boolean> {
    const changed = await this.database.change(
      `UPDATE sign_in SET token_digest = ?, last_used_at = ?, expires_at = ?, version = version + 1
        WHERE id = ? AND token_digest = ? AND ended_at IS NULL`,
      [nextDigest, instantParameter(now), instantParameter(expiresAt), id, tokenDigest],
    );
    return changed === 1;
  }

  async touch(id: string, now: Date, expiresAt: Date): Promise<void> {
    await this.database.change(
      'UPDATE sign_in SET last_used_at = ?, expires_at = ? WHERE id = ? AND ended_at IS NULL',
      [instantParameter(now), instantParameter(expiresAt), id],
    );
  }

  /** Those that ended or ran out before then: their tokens are worthless since. */
  async forgetOverBefore(before: Date): Promise<void> {
    const sql = 'DELETE FROM sign_in WHERE expires_at < ? OR ended_at < ?';
    await this.database.change(sql, [instantParameter(before), instantParameter(before)]);
  }

  async end(id: string, now: Date): Promise<boolean> {
    const changed = await this.database.change(
      'UPDATE sign_in SET ended_at = ?, version = version + 1 WHERE id = ? AND ended_at IS NULL',
      [instantParameter(now), id],
    );
    return changed === 1;
  }

  /** Ends all of the account, but for the one to keep; answers how many. */
  endAll(accountId: string, now: Date, keep: string | null = null): Promise<number> {
    return this.database.change(
      'UPDATE sign_in SET ended_at = ?, version = version + 1 WHERE account_id = ? AND ended_at IS NULL AND id <> ?',
      [instantParameter(now), accountId, keep ?? ''],
    );
  }
}
