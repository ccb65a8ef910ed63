import { Injectable } from '@nestjs/common';
import { In, IsNull, LessThanOrEqual } from 'typeorm';
import { Database } from '../database/database.js';
import { instantParameter } from '../database/raw.js';
import { OutboxMessage } from './outbox-message.entity.js';

@Injectable()
export class OutboxRepository {
  constructor(private readonly database: Database) {}

  add(message: OutboxMessage): Promise<void> {
    return this.database.insert(message);
  }

  /** Of these kinds, the oldest first. */
  findDue(types: string[], now: Date, limit: number): Promise<OutboxMessage[]> {
    return this.database.read.find(OutboxMessage, {
      where: { type: In(types), doneAt: IsNull(), dueAt: LessThanOrEqual(now) },
      order: { id: 'ASC' },
      take: limit,
    });
  }

  /** Takes a message for one dispatcher until `heldUntil`; false when another was quicker. */
  async hold(message: OutboxMessage, heldUntil: Date): Promise<boolean> {
    const { affected } = await this.database.write.update(
      OutboxMessage,
      { id: message.id, attempts: message.attempts, doneAt: IsNull() },
      { attempts: message.attempts + 1, dueAt: heldUntil },
    );
    return affected === 1;
  }

  /** Of what was done before then; what still waits for its handler stays, however old. */
  async forgetDoneBefore(before: Date): Promise<void> {
    await this.database.change('DELETE FROM outbox_message WHERE done_at < ?', [instantParameter(before)]);
  }

  async finish(id: string, doneAt: Date): Promise<void> {
    await this.database.write.update(OutboxMessage, { id }, { doneAt, lastError: null });
  }

  /** Of a message held as it was read: holds it longer. Nothing happens when another has taken it meanwhile. */
  async extend(message: OutboxMessage, heldUntil: Date): Promise<void> {
    await this.database.write.update(OutboxMessage, heldAs(message), { dueAt: heldUntil });
  }

  /** Of a message held as it was read: gives it back. Nothing happens when another has taken it meanwhile. */
  async postpone(message: OutboxMessage, dueAt: Date, lastError: string): Promise<void> {
    await this.database.write.update(OutboxMessage, heldAs(message), { dueAt, lastError: lastError.slice(0, 500) });
  }
}

const heldAs = ({ id, attempts }: OutboxMessage) => ({ id, attempts: attempts + 1, doneAt: IsNull() });
