import { Injectable, type OnModuleInit } from '@nestjs/common';
import { allowed, type Decision, denied } from '#libs/kernel';
import { RunClosing, SessionRemoval } from '#libs/training';
import { ExcusesRepository } from './excuses/excuses.repository.js';
import { RollsRepository } from './rolls.repository.js';

/** What attendance answers when training asks. */
@Injectable()
export class AttendanceGuards implements OnModuleInit {
  constructor(
    private readonly rolls: RollsRepository,
    private readonly excuses: ExcusesRepository,
    private readonly removal: SessionRemoval,
    private readonly closing: RunClosing,
  ) {}

  onModuleInit(): void {
    this.removal.register((sessionId) => this.mayRemove(sessionId));
    this.closing.registerCompletion((runId) => this.mayComplete(runId));
  }

  /** A session with marks is never deleted, nor counted anew; cancelled, it keeps them. */
  private async mayRemove(sessionId: string): Promise<Decision> {
    if (await this.rolls.hasRoll(sessionId)) return denied('attendance.session_has_marks');
    return (await this.excuses.hasAny(sessionId)) ? denied('excuse.of_session') : allowed;
  }

  /** Rates are final once every roll is closed: certificates are counted on them. */
  private async mayComplete(runId: string): Promise<Decision> {
    const { planned, closed } = await this.rolls.progress(runId);
    return closed < planned ? denied('attendance.rolls_open', { count: planned - closed }) : allowed;
  }
}
