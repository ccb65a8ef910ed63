import { Inject, Injectable } from '@nestjs/common';
import { type Actor, notFound } from '#libs/kernel';
import { CONFIGURATION, type Configuration, listQuery, Translator } from '#libs/platform';
import { type SessionRow, SessionsService } from '#libs/training';
import type { RollHeading } from '../../roll-row.js';
import { RollsRepository } from '../../rolls.repository.js';
import type { SheetRow } from '../sheets.repository.js';
import { SheetsService } from '../sheets.service.js';
import { SheetsAheadService } from '../sheets-ahead.service.js';
import { paperOf } from './paper-of.js';
import { SheetDrawing } from './sheet-drawing.js';

const everySession = listQuery.parse({ pageSize: 200, total: 'false' });

/** A document ready to be sent. */
export interface SheetDocument {
  name: string;
  bytes: Buffer;
}

/** Sign-in sheets on paper, in Vietnamese and Lao: the same sheet as often as it is asked for. */
@Injectable()
export class SheetDocuments {
  constructor(
    private readonly sheets: SheetsService,
    private readonly sheetsAhead: SheetsAheadService,
    private readonly sessions: SessionsService,
    private readonly rolls: RollsRepository,
    private readonly translator: Translator,
    private readonly drawing: SheetDrawing,
    @Inject(CONFIGURATION) private readonly configuration: Configuration,
  ) {}

  async draw(actor: Actor, id: string): Promise<SheetDocument> {
    const sheet = await this.sheets.getRow(actor, id);
    const heading = await this.sheets.getSession(actor, sheet.sessionId);
    const session = await this.sessions.getInSight(actor, sheet.sessionId);
    return this.drawAll(`${heading.runCode} ${heading.number}`, [{ sheet, heading, session }]);
  }

  /** The last sheets of all that is still to be held in a run. */
  async drawAhead(actor: Actor, runId: string): Promise<SheetDocument> {
    const ahead = await this.sheetsAhead.list(actor, runId);
    const { items } = await this.sessions.list(actor, runId, everySession);
    const byId = new Map(items.map((session) => [session.id, session]));
    const printed = ahead.flatMap(({ session: heading, sheet }) => {
      const session = byId.get(sheet.sessionId);
      return session ? [{ sheet, heading, session }] : [];
    });
    const [first] = printed;
    if (!first) throw notFound('file');
    return this.drawAll(first.heading.runCode, printed);
  }

  private async drawAll(name: string, printed: readonly Printed[]): Promise<SheetDocument> {
    const ids = [...new Set(printed.flatMap(({ sheet }) => sheet.pages.flat()))];
    const lines = await this.rolls.linesOf(printed[0]!.sheet.sessionId, ids);
    const people = new Map(lines.map((line) => [line.enrolmentId, line]));
    const { publicUrl } = this.configuration;
    const translate = this.translator.for.bind(this.translator);
    const papers = printed.map((one) => paperOf({ ...one, people, publicUrl, translate }));
    return { name: `${name}.pdf`, bytes: await this.drawing.draw(papers) };
  }
}

interface Printed {
  sheet: SheetRow;
  heading: RollHeading;
  session: SessionRow;
}
