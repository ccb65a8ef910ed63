import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Clock, newId } from '#libs/kernel';
import { withoutValues } from '../database/faults.js';
import { UnitOfWork } from '../database/unit-of-work.js';
import { DispatchLoop } from './dispatch-loop.js';
import { OutboxRepository } from './outbox.repository.js';
import { OutboxMessage } from './outbox-message.entity.js';
import { Sweeps } from './sweeps.js';

/** A kind of news with the shape of its payload. Declared once by the room that raises it. */
export interface EventType<Payload> {
  readonly type: string;
  readonly payload?: Payload;
}

export const eventType = <Payload>(type: string): EventType<Payload> => ({ type });

/** May run more than once for the same message: it must find its own work already done. */
type Handler = (payload: never) => Promise<void>;

const pollEvery = 5000;
const atOnce = 50;
/** How long a message is out of sight of other processes; extended while its handler works. Milliseconds. */
const heldFor = 60_000;
const longestPause = 10 * 60_000;
/** What is done is kept for who looks into a fault; what was done says the audit trail. */
const keptFor = 30 * 24 * 3_600_000;

/** Raises news inside the unit of work and hands it to its handler after the commit, also after a crash. */
@Injectable()
export class Outbox extends DispatchLoop<OutboxMessage> implements OnModuleInit {
  private readonly handlers = new Map<string, Handler>();

  constructor(
    private readonly messages: OutboxRepository,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly sweeps: Sweeps,
  ) {
    super(pollEvery, atOnce);
  }

  /** One handler per kind of news; called by rooms while they start. */
  handle<Payload>({ type }: EventType<Payload>, handler: (payload: Payload) => Promise<void>): void {
    if (this.handlers.has(type)) throw new Error(`Two handlers for ${type}`);
    this.handlers.set(type, handler as Handler);
  }

  /** `after`: milliseconds until it is handled, so that more of the kind can come together. */
  async raise<Payload>({ type }: EventType<Payload>, payload: Payload, after = 0): Promise<void> {
    const now = this.clock.now();
    const message = Object.assign(new OutboxMessage(), {
      id: newId(),
      type,
      payload,
      raisedAt: now,
      dueAt: this.in(after),
      attempts: 0,
      doneAt: null,
      lastError: null,
    });
    await this.messages.add(message);
    this.unitOfWork.afterCommit(() => void this.deliver());
  }

  onModuleInit(): void {
    this.sweeps.register(() => this.unitOfWork.run(() => this.messages.forgetDoneBefore(this.in(-keptFor))));
  }

  protected findDue(limit: number): Promise<OutboxMessage[]> {
    return this.messages.findDue([...this.handlers.keys()], this.clock.now(), limit);
  }

  protected async deliverOne(message: OutboxMessage): Promise<void> {
    const handler = this.handlers.get(message.type)!;
    if (!(await this.unitOfWork.run(() => this.messages.hold(message, this.in(heldFor))))) return;
    const heart = setInterval(() => void this.extend(message), heldFor / 3);
    try {
      await handler(message.payload as never);
      await this.unitOfWork.run(() => this.messages.finish(message.id, this.clock.now()));
    } catch (error) {
      this.log.error(error, `${message.type} ${message.id} failed`);
      const pause = Math.min(1000 * 2 ** message.attempts, longestPause);
      const told = String(withoutValues(error));
      await this.unitOfWork.run(() => this.messages.postpone(message, this.in(pause), told));
    } finally {
      clearInterval(heart);
    }
  }

  /** A handler that works for long keeps its message to itself. */
  private extend(message: OutboxMessage): Promise<void> {
    return this.unitOfWork
      .run(() => this.messages.extend(message, this.in(heldFor)))
      .catch((error: unknown) => this.log.warn(error));
  }

  private in(milliseconds: number): Date {
    return new Date(this.clock.now().getTime() + milliseconds);
  }
}
