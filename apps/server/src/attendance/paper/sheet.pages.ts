import { Get, Post } from '@nestjs/common';
import {
  attendanceAccess,
  SheetDocuments,
  SheetScansService,
  SheetsAheadService,
  SheetsService,
} from '#libs/attendance';
import { emptyForm } from '#libs/platform';
import { TakesFile } from '../../web/file-routes.js';
import { Allow, Form, Pages, Shows, type Visit } from '../../web/index.js';
import { receivedFile } from '../../web/received-file.js';
import { type SheetForm, sheetEntriesOf, sheetForm } from './sheet.forms.js';
import { sheetFile } from './sheet-file.js';
import { sheetPage, sheetQuery, sheetsPage } from './sheet-page.view.js';

/** Sign-in sheets: made, scanned back, and entered beside what was scanned. */
@Pages('')
export class SheetPages {
  constructor(
    private readonly sheets: SheetsService,
    private readonly sheetsAhead: SheetsAheadService,
    private readonly scans: SheetScansService,
    private readonly documents: SheetDocuments,
  ) {}

  @Get('sessions/:id/sign-in-sheets')
  @Allow(attendanceAccess.paper)
  @Shows('sheets/index')
  async list(visit: Visit) {
    const shown = await this.sheets.ofSession(visit.actor, visit.id());
    return sheetsPage(visit, shown, await this.sheetsAhead.list(visit.actor, shown.session.runId));
  }

  @Post('sessions/:id/sign-in-sheets')
  @Allow(attendanceAccess.paper)
  @Form('list', 'print', emptyForm)
  async print(visit: Visit) {
    const { id } = await this.sheets.print(visit.actor, visit.id());
    return visit.to(`/sheets/${id}`, 'sheets.notice.printed');
  }

  /** For all that is still to be held in its run. */
  @Post('sessions/:id/sign-in-sheets-ahead')
  @Allow(attendanceAccess.paper)
  @Form('list', 'ahead', emptyForm)
  async printAhead(visit: Visit) {
    const { runId } = await this.sheets.getSession(visit.actor, visit.id());
    const { length: count } = await this.sheetsAhead.print(visit.actor, runId);
    return visit.to(`/sessions/${visit.id()}/sign-in-sheets`, 'sheets.notice.printedAhead', { count });
  }

  @Get('runs/:id/sign-in-sheets.pdf')
  @Allow(attendanceAccess.paper)
  async documentAhead(visit: Visit) {
    return sheetFile(await this.documents.drawAhead(visit.actor, visit.id()));
  }

  @Get('sheets/:id')
  @Allow(attendanceAccess.paper)
  @Shows('sheets/show')
  async show(visit: Visit) {
    const sheet = await this.sheets.get(visit.actor, visit.id());
    return sheetPage(visit, sheet, visit.read(sheetQuery), this.scans.limit);
  }

  @Post('sheets/:id/entries')
  @Allow(attendanceAccess.paper)
  @Form('show', 'entries', sheetForm)
  async enter(visit: Visit, form: SheetForm) {
    const entries = sheetEntriesOf(form);
    const { lines } = await this.sheets.enter(visit.actor, visit.id(), entries);
    const count = lines.flat().filter(({ mark }) => mark?.conflictId).length;
    if (count === 0) return visit.to(`/sheets/${visit.id()}`, 'sheets.notice.entered');
    return visit.to(`/sheets/${visit.id()}`, 'sheets.notice.conflicts', { count });
  }

  @Get('sheets/:id/document.pdf')
  @Allow(attendanceAccess.paper)
  async document(visit: Visit) {
    return sheetFile(await this.documents.draw(visit.actor, visit.id()));
  }

  @Post('sheets/:id/scans')
  @Allow(attendanceAccess.paper)
  @Form('show', 'scan')
  @TakesFile()
  async attach(visit: Visit) {
    await this.scans.expect(visit.actor, visit.id());
    const given = receivedFile(await visit.receive(this.scans.limit));
    const { id } = await this.scans.attach(visit.actor, visit.id(), given);
    return visit.to(`/sheets/${visit.id()}?scan=${id}`, 'sheets.notice.attached');
  }

  @Get('sheets/:id/scans/:scanId')
  @Allow(attendanceAccess.paper)
  async scan(visit: Visit) {
    return visit.file(await this.scans.open(visit.actor, visit.id(), visit.id('scanId'), 'download'));
  }

  /** The bytes for the frame or picture beside the grid. */
  @Get('sheets/:id/scans/:scanId/preview')
  @Allow(attendanceAccess.paper)
  async preview(visit: Visit) {
    const opened = await this.scans.open(visit.actor, visit.id(), visit.id('scanId'), 'preview');
    return visit.file({ ...opened, inline: true, framed: true });
  }

  @Post('sheets/:id/scans/:scanId/removal')
  @Allow(attendanceAccess.paper)
  @Form('show', 'remove', emptyForm)
  async remove(visit: Visit) {
    await this.scans.remove(visit.actor, visit.id(), visit.id('scanId'));
    return visit.to(`/sheets/${visit.id()}`, 'sheets.notice.removed');
  }
}
