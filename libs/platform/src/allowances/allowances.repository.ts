import { Injectable } from '@nestjs/common';
import { Database } from '../database/database.js';
import { isUniqueViolation } from '../database/faults.js';
import { instantOfRaw, instantParameter } from '../database/raw.js';

/** `used` within the time that ends at `endsAt`. */
export interface Spent {
  used: number;
  endsAt: Date;
}

@Injectable()
export class AllowancesRepository {
  constructor(private readonly database: Database) {}

  /** Null when no time is running. */
  async find(id: string, now: Date): Promise<Spent | null> {
    const [row] = await this.database.rows<{ used: number; ends_at: unknown }>(
      'SELECT used, ends_at FROM allowance WHERE id = ? AND ends_at > ?',
      [id, instantParameter(now)],
    );
    return row ? { used: Number(row.used), endsAt: instantOfRaw(row.ends_at) } : null;
  }

  /** Holds the row to the end of the unit. A time that is over begins anew, to last until `endsAt`. */
  async add(id: string, count: number, now: Date, endsAt: Date): Promise<void> {
    const [at, end] = [instantParameter(now), instantParameter(endsAt)];
    // MariaDB assigns from left to right: `used` has to be first, it looks at the time as it was.
    const add = () =>
      this.database.change(
        `UPDATE allowance SET used = CASE WHEN ends_at > ? THEN used + ? ELSE ? END,
          ends_at = CASE WHEN ends_at > ? THEN ends_at ELSE ? END WHERE id = ?`,
        [at, count, count, at, end, id],
      );
    if ((await add()) > 0) return;
    try {
      await this.database.change('INSERT INTO allowance (id, used, ends_at) VALUES (?, ?, ?)', [id, count, end]);
    } catch (error) {
      if (!isUniqueViolation(error)) throw error;
      await add();
    }
  }

  async giveBack(id: string): Promise<void> {
    await this.database.change('UPDATE allowance SET used = used - 1 WHERE id = ? AND used > 0', [id]);
  }

  async forget(id: string): Promise<void> {
    await this.database.change('DELETE FROM allowance WHERE id = ?', [id]);
  }

  async forgetEndedBefore(at: Date): Promise<void> {
    await this.database.change('DELETE FROM allowance WHERE ends_at < ?', [instantParameter(at)]);
  }
}
