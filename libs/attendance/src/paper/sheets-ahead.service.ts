import { Injectable } from '@nestjs/common';
import { type Actor, Clock, enforce, notFound, requireGrant, scopeOf } from '#libs/kernel';
import { Audit, UnitOfWork, where } from '#libs/platform';
import { attendanceAccess } from '../attendance.policy.js';
import { wholeRuns } from '../attendance-sight.js';
import { RatesRepository } from '../rates.repository.js';
import type { RollHeading } from '../roll-row.js';
import { RollsRepository } from '../rolls.repository.js';
import { mayPrintAhead, pagesOf } from './sheet.rules.js';
import { type SheetRow, SheetsRepository } from './sheets.repository.js';
import { SignInSheet } from './sign-in-sheet.entity.js';

/** The last sheet of a session that is still to be held. */
export interface SheetAhead {
  session: RollHeading;
  sheet: SheetRow;
}

/** Sheets for everything that is still to be held in a run, printed together. */
@Injectable()
export class SheetsAheadService {
  constructor(
    private readonly sheets: SheetsRepository,
    private readonly rolls: RollsRepository,
    private readonly rates: RatesRepository,
    private readonly unitOfWork: UnitOfWork,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  /** In the order of the sessions; 404 for a run out of sight. */
  async list(actor: Actor, runId: string): Promise<SheetAhead[]> {
    const sessions = await this.sessionsAhead(actor, runId);
    const sheets = await this.sheets.lastOf(sessions.map(({ sessionId }) => sessionId));
    return sessions.flatMap((session) => {
      const sheet = sheets.get(session.sessionId);
      return sheet ? [{ session, sheet }] : [];
    });
  }

  /** A new sheet for each session, but where the last one names the same people: it is kept. */
  async print(actor: Actor, runId: string): Promise<SheetAhead[]> {
    requireGrant(actor, attendanceAccess.paper);
    return this.unitOfWork.run(async () => {
      const sessions = await this.sessionsAhead(actor, runId);
      const people = (await this.rates.enrolled(runId, where('1 = 1'))).map(({ enrolmentId }) => enrolmentId);
      const pages = pagesOf(people);
      enforce(mayPrintAhead(sessions.length, people.length, pages.length));
      const last = await this.sheets.lastOf(sessions.map(({ sessionId }) => sessionId));
      const isCurrent = ({ sessionId }: RollHeading) => last.get(sessionId)?.pages.flat().join() === people.join();
      const made = sessions
        .filter((session) => !isCurrent(session))
        .map(({ sessionId }) => SignInSheet.of(sessionId, pages, this.clock.now(), actor.accountId));
      await this.sheets.addAll(made);
      await this.audit.recordAll(
        actor,
        made.map(({ id: subjectId, sessionId }) => {
          const details = { sessionId, people: people.length, pages: pages.length };
          return { action: 'sheet.printed', noun: 'sign_in_sheet', subjectId, details };
        }),
      );
      return this.list(actor, runId);
    });
  }

  private async sessionsAhead(actor: Actor, runId: string): Promise<RollHeading[]> {
    const whole = wholeRuns(scopeOf(actor, attendanceAccess.paper));
    if (!(await this.rates.isRunInSight(runId, whole, where('1 = 0')))) throw notFound('run');
    const now = this.clock.now();
    return (await this.rolls.headingsOf(runId)).filter(({ isCancelled, endsAt }) => !isCancelled && endsAt > now);
  }
}
