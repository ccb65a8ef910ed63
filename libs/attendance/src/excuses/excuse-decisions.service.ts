import { Injectable } from '@nestjs/common';
import { type Actor, Clock, enforce, requireGrant } from '#libs/kernel';
import { Audit, eventType, Outbox, UnitOfWork } from '#libs/platform';
import { RunLookup } from '#libs/training';
import { excuseAccess } from '../attendance.policy.js';
import { byExcuse } from '../correction.rules.js';
import { CorrectionsService } from '../corrections.service.js';
import { RollBook } from '../roll-book.js';
import { Witnesses } from '../witnesses.js';
import { mayApprove, mayRefuse } from './excuse.rules.js';
import { type ExcuseRow, ExcusesRepository } from './excuses.repository.js';
import { ExcusesService } from './excuses.service.js';

export interface ExcuseDecided {
  excuseId: string;
  decision: 'approved' | 'refused';
}

export const excuseDecided = eventType<ExcuseDecided>('excuse.decided');

/** What becomes of an excuse: a word on the open roll, a correction of the closed one, or a refusal with its reason. */
@Injectable()
export class ExcuseDecisions {
  constructor(
    private readonly excuses: ExcusesRepository,
    private readonly asked: ExcusesService,
    private readonly book: RollBook,
    private readonly witnesses: Witnesses,
    private readonly corrections: CorrectionsService,
    private readonly runs: RunLookup,
    private readonly unitOfWork: UnitOfWork,
    private readonly audit: Audit,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  approve(actor: Actor, id: string): Promise<ExcuseRow> {
    return this.decide(actor, id, 'approved', null);
  }

  refuse(actor: Actor, id: string, reason: string): Promise<ExcuseRow> {
    return this.decide(actor, id, 'refused', reason);
  }

  private async decide(
    actor: Actor,
    id: string,
    decision: 'approved' | 'refused',
    why: string | null,
  ): Promise<ExcuseRow> {
    requireGrant(actor, excuseAccess.decide);
    return this.unitOfWork.run(async () => {
      const { runId, sessionId } = await this.asked.get(actor, id);
      await this.runs.hold(runId);
      const open = await this.book.take([sessionId]);
      // Whoever decided or closed the roll meanwhile has committed by now.
      const row = await this.asked.get(actor, id);
      const excuse = (await this.excuses.find(id))!;
      enforce(decision === 'approved' ? mayApprove(row.status, row) : mayRefuse(row.status));
      excuse.decide(decision, actor.accountId, this.clock.now(), why);
      await this.excuses.save(excuse);
      if (decision === 'approved') await this.takeEffect(actor, row, open.has(sessionId));
      const { enrolmentId } = row;
      const details = { enrolmentId, sessionId };
      await this.audit.record(actor, {
        action: `excuse.${decision}`,
        noun: 'excuse',
        subjectId: id,
        reason: why,
        details,
      });
      await this.outbox.raise(excuseDecided, { excuseId: id, decision });
      return this.asked.get(actor, id);
    });
  }

  /** The entry or the correction says that an excuse was approved; why is read in the excuse. */
  private async takeEffect(actor: Actor, row: ExcuseRow, isOpen: boolean): Promise<void> {
    const { id, sessionId, enrolmentId, markId, markStatus } = row;
    if (isOpen) {
      await this.witnesses.say(actor, sessionId, 'excuse', [{ id, enrolmentId, status: 'excused' }]);
    } else if (markId && markStatus !== 'excused') {
      await this.corrections.correct(actor, markId, { status: 'excused', reason: byExcuse });
    }
  }
}
