import { Injectable } from '@nestjs/common';
import { newId } from '#libs/kernel';
import { Database, instantOfRaw, instantParameter } from '#libs/platform';
import { Output } from '../output.entity.js';
import { OutputFinding } from './output-finding.entity.js';
import { OutputLook } from './output-look.entity.js';

@Injectable()
export class OutputLooksRepository {
  constructor(private readonly database: Database) {}

  /** Submissions under review that nobody has asked a look for. */
  async unasked(limit: number): Promise<{ outputId: string; submittedAt: Date }[]> {
    const rows = await this.database.rows<{ id: string; submitted_at: string }>(
      `SELECT o.id, o.submitted_at FROM output o
       WHERE o.status IN ('submitted', 'accepted') AND o.submitted_at IS NOT NULL AND NOT EXISTS (
         SELECT 1 FROM output_look l WHERE l.output_id = o.id AND l.submitted_at = o.submitted_at)
       ORDER BY o.id LIMIT ${limit}`,
    );
    return rows.map((row) => ({ outputId: row.id, submittedAt: instantOfRaw(row.submitted_at) }));
  }

  async ask(outputId: string, submittedAt: Date): Promise<void> {
    const look = Object.assign(new OutputLook(), {
      id: newId(),
      outputId,
      submittedAt,
      status: 'waiting',
      endedAt: null,
      attempts: 0,
      heldUntil: null,
      fault: null,
      clearedAt: null,
      clearedBy: null,
      clearReason: null,
      version: 1,
    });
    await this.database.insert(look);
  }

  /** Looks that nobody has in hand, the oldest first. */
  async waiting(now: Date, limit: number): Promise<OutputLook[]> {
    const rows = await this.database.rows<{ id: string }>(
      `SELECT l.id FROM output_look l
       WHERE l.status = 'waiting' AND (l.held_until IS NULL OR l.held_until <= ?) ORDER BY l.id LIMIT ${limit}`,
      [instantParameter(now)],
    );
    return Promise.all(rows.map(({ id }) => this.database.read.findOneByOrFail(OutputLook, { id })));
  }

  /** False when another process has it in hand. */
  async hold(id: string, now: Date, until: Date): Promise<boolean> {
    const changed = await this.database.change(
      `UPDATE output_look SET held_until = ?, attempts = attempts + 1, version = version + 1
       WHERE id = ? AND status = 'waiting' AND (held_until IS NULL OR held_until <= ?)`,
      [instantParameter(until), id, instantParameter(now)],
    );
    return changed === 1;
  }

  async extend(id: string, until: Date): Promise<void> {
    await this.database.change("UPDATE output_look SET held_until = ? WHERE id = ? AND status = 'waiting'", [
      instantParameter(until),
      id,
    ]);
  }

  get(id: string): Promise<OutputLook> {
    return this.database.read.findOneByOrFail(OutputLook, { id });
  }

  output({ outputId }: OutputLook): Promise<Output> {
    return this.database.read.findOneByOrFail(Output, { id: outputId });
  }

  update(look: OutputLook): Promise<void> {
    return this.database.update(look);
  }

  async addFindings(findings: OutputFinding[]): Promise<void> {
    await this.database.insert(...findings);
  }

  /** The look through what was submitted last. */
  async current({ id, submittedAt }: Output): Promise<OutputLook | null> {
    if (!submittedAt) return null;
    const look = await this.database.read.findOne(OutputLook, {
      where: { outputId: id },
      order: { submittedAt: 'DESC' },
    });
    return look?.submittedAt.getTime() === submittedAt.getTime() ? look : null;
  }

  findings(lookId: string): Promise<OutputFinding[]> {
    return this.database.read.find(OutputFinding, { where: { lookId }, order: { id: 'ASC' } });
  }

  countFindings(lookId: string): Promise<number> {
    return this.database.read.countBy(OutputFinding, { lookId });
  }
}
