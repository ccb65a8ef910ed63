import { Injectable } from '@nestjs/common';
import { type Actor, Clock, type Decision, enforce, invalid, notFound, requireGrant, scopeOf } from '#libs/kernel';
import { Audit, UnitOfWork, where } from '#libs/platform';
import { attendanceAccess } from '../attendance.policy.js';
import { wholeRuns } from '../attendance-sight.js';
import { RatesRepository } from '../rates.repository.js';
import { mayWitness } from '../roll.rules.js';
import type { RollHeading, RollLine } from '../roll-row.js';
import { RollsRepository } from '../rolls.repository.js';
import { Witnesses } from '../witnesses.js';
import type { SheetEntryFields } from './sheet.fields.js';
import { mayPrint, mayTakeAway, pagesOf } from './sheet.rules.js';
import type { SheetScan } from './sheet-scan.entity.js';
import { type PaperWord, type SheetRow, SheetsRepository } from './sheets.repository.js';
import { SignInSheet } from './sign-in-sheet.entity.js';

/** One line of a sheet: who was to sign there, and what is known. */
export interface SheetLine extends RollLine {
  /** What this or another sheet of the session said of them. */
  said: PaperWord | null;
}

/** A sheet with everybody on it, page by page, and what this actor may do with it now. */
export interface SheetView extends SheetRow {
  session: RollHeading;
  lines: SheetLine[][];
  files: SheetScan[];
  entering: Decision;
  takingAway: Decision;
}

/** The sheets of one session. */
export interface SessionSheets {
  session: RollHeading;
  sheets: SheetRow[];
  printing: Decision;
}

const everybody = where('1 = 1');

/** Paper that people sign: printed, and entered as a witness beside the roll. */
@Injectable()
export class SheetsService {
  constructor(
    private readonly sheets: SheetsRepository,
    private readonly rolls: RollsRepository,
    private readonly rates: RatesRepository,
    private readonly witnesses: Witnesses,
    private readonly unitOfWork: UnitOfWork,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  async ofSession(actor: Actor, sessionId: string): Promise<SessionSheets> {
    const session = await this.getSession(actor, sessionId);
    const people = await this.rates.enrolled(session.runId, everybody);
    return { session, sheets: await this.sheets.ofSession(sessionId), printing: mayPrint(session, people.length) };
  }

  /** A new sheet with everybody who has a seat now, in the order of names. */
  async print(actor: Actor, sessionId: string): Promise<SheetRow> {
    requireGrant(actor, attendanceAccess.paper);
    return this.unitOfWork.run(async () => {
      const session = await this.getSession(actor, sessionId);
      const people = (await this.rates.enrolled(session.runId, everybody)).map(({ enrolmentId }) => enrolmentId);
      enforce(mayPrint(session, people.length));
      const sheet = SignInSheet.of(sessionId, pagesOf(people), this.clock.now(), actor.accountId);
      await this.sheets.add(sheet);
      const details = { sessionId, people: people.length, pages: sheet.pages.length };
      await this.audit.record(actor, { action: 'sheet.printed', noun: 'sign_in_sheet', subjectId: sheet.id, details });
      return this.getRow(actor, sheet.id);
    });
  }

  async get(actor: Actor, id: string): Promise<SheetView> {
    const row = await this.getRow(actor, id);
    const session = await this.getSession(actor, row.sessionId);
    const words = await this.sheets.words(row.sessionId);
    const lines = await this.rolls.linesOf(row.sessionId, row.pages.flat());
    const byId = new Map(lines.map((line) => [line.enrolmentId, line]));
    const lineOf = (enrolmentId: string): SheetLine => ({
      ...byId.get(enrolmentId)!,
      said: words.get(enrolmentId) ?? null,
    });
    return {
      ...row,
      session,
      lines: row.pages.map((page) => page.map(lineOf)),
      files: await this.sheets.scans(id),
      entering: mayWitness('paper', session, this.clock.now()),
      takingAway: mayTakeAway(session),
    };
  }

  /**
   * What the paper says, all or nothing. Said again it changes nothing; said otherwise it overrules what the paper said
   * before; against the roll or a check-in it opens a conflict. 422 `sheet.not_on_sheet` at `/<index>/enrolmentId`.
   */
  async enter(actor: Actor, id: string, said: readonly SheetEntryFields[]): Promise<SheetView> {
    requireGrant(actor, attendanceAccess.paper);
    return this.unitOfWork.run(async () => {
      const { sessionId, pages } = await this.getRow(actor, id);
      const printed = new Set(pages.flat());
      const strange = said.findIndex(({ enrolmentId }) => !printed.has(enrolmentId));
      if (strange >= 0) throw invalid({ pointer: `/${strange}/enrolmentId`, code: 'sheet.not_on_sheet' });
      const words = await this.sheets.words(sessionId);
      const items = said.map(({ enrolmentId, status }) => {
        const before = words.get(enrolmentId);
        return before?.status === status ? { enrolmentId, status, id: before.entryId } : { enrolmentId, status };
      });
      const heard = await this.witnesses.say(actor, sessionId, 'paper', items);
      const news = heard.filter(({ isKnown }) => !isKnown);
      if (news.length > 0) {
        const conflicts = news.filter(({ conflictId }) => conflictId !== null).length;
        const details = { sessionId, said: news.length, conflicts };
        await this.audit.record(actor, { action: 'sheet.entered', noun: 'sign_in_sheet', subjectId: id, details });
      }
      return this.get(actor, id);
    });
  }

  /** 404 out of sight. */
  async getRow(actor: Actor, id: string): Promise<SheetRow> {
    const row = await this.sheets.findRow(id, wholeRuns(scopeOf(actor, attendanceAccess.paper)));
    if (!row) throw notFound('sign_in_sheet');
    return row;
  }

  async getSession(actor: Actor, sessionId: string): Promise<RollHeading> {
    const whole = wholeRuns(scopeOf(actor, attendanceAccess.paper));
    const session = (await this.rolls.headings([sessionId], whole)).get(sessionId);
    if (!session) throw notFound('session');
    return session;
  }
}
