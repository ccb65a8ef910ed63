import { Inject, Injectable } from '@nestjs/common';
import type { Actor } from '#libs/kernel';
import { CONFIGURATION, type Configuration, Translator } from '#libs/platform';
import { SessionsService } from '#libs/training';
import { SheetsService } from '../sheets.service.js';
import { paperOf } from './paper-of.js';
import { SheetDrawing } from './sheet-drawing.js';

/** Sign-in sheets on paper, in Vietnamese and Lao: the same sheet as often as it is asked for. */
@Injectable()
export class SheetDocuments {
  constructor(
    private readonly sheets: SheetsService,
    private readonly sessions: SessionsService,
    private readonly translator: Translator,
    private readonly drawing: SheetDrawing,
    @Inject(CONFIGURATION) private readonly configuration: Configuration,
  ) {}

  async draw(actor: Actor, id: string): Promise<{ name: string; bytes: Buffer }> {
    const sheet = await this.sheets.get(actor, id);
    const session = await this.sessions.getInSight(actor, sheet.sessionId);
    const { publicUrl } = this.configuration;
    const translate = this.translator.for.bind(this.translator);
    const bytes = await this.drawing.draw(paperOf({ sheet, session, publicUrl, translate }));
    return { name: `${sheet.session.runCode} ${session.number}.pdf`, bytes };
  }
}
