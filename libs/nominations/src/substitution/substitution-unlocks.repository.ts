import { Injectable } from '@nestjs/common';
import { newId } from '#libs/kernel';
import { Database, instantParameter } from '#libs/platform';
import { SubstitutionUnlock } from './substitution-unlock.entity.js';

type Given = Pick<SubstitutionUnlock, 'unlockedBy' | 'unlockedAt' | 'reason'>;

/** Unlocks, each good for one substitution. */
@Injectable()
export class SubstitutionUnlocks {
  constructor(private readonly database: Database) {}

  async isOpen(nominationId: string): Promise<boolean> {
    const rows = await this.database.rows('SELECT id FROM substitution_unlock WHERE open_key = ?', [nominationId]);
    return rows.length > 0;
  }

  async give(nominationId: string, given: Given): Promise<void> {
    const rest = { id: newId(), nominationId, openKey: nominationId, usedAt: null };
    await this.database.insert(Object.assign(new SubstitutionUnlock(), rest, given));
  }

  /** Uses it up; false when there is none any more. One statement looks and takes. */
  async use(nominationId: string, at: Date): Promise<boolean> {
    const sql = 'UPDATE substitution_unlock SET open_key = NULL, used_at = ? WHERE open_key = ?';
    return (await this.database.change(sql, [instantParameter(at), nominationId])) === 1;
  }
}
