import { Body, Delete, Get, Post, Put, SetMetadata } from '@nestjs/common';
import {
  attendanceAccess,
  SheetDocuments,
  type SheetEntryFields,
  SheetScansService,
  SheetsAheadService,
  SheetsService,
  sheetEntries,
} from '#libs/attendance';
import type { Actor } from '#libs/kernel';
import { emptyForm } from '#libs/platform';
import { SendsFile, TakesFile } from '../../web/file-routes.js';
import {
  Allow,
  Answers,
  Api,
  Creates,
  CurrentActor,
  FileAnswer,
  Id,
  MayRefuse,
  NoContent,
  type Receive,
  Upload,
} from '../../web/index.js';
import { LOCATION } from '../../web/location.js';
import { receivedFile } from '../../web/received-file.js';
import {
  scanResource,
  scanSchema,
  sheetResource,
  sheetRowResource,
  sheetRowsSchema,
  sheetSchema,
} from './sheet.view.js';
import { sheetFile } from './sheet-file.js';

/** Paper that people of a session sign. */
@Api('sessions')
export class SessionSheetsApi {
  constructor(private readonly sheets: SheetsService) {}

  @Get(':id/sign-in-sheets')
  @Allow(attendanceAccess.paper)
  @Answers(sheetRowsSchema)
  async list(@CurrentActor() actor: Actor, @Id() id: string) {
    return { items: (await this.sheets.ofSession(actor, id)).sheets.map(sheetRowResource) };
  }

  /** A new sheet with everybody who has a seat now. */
  @Post(':id/sign-in-sheets')
  @Allow(attendanceAccess.paper)
  @Creates(sheetSchema, '/api/v1/sign-in-sheets')
  async print(@CurrentActor() actor: Actor, @Id() id: string, @Body({ schema: emptyForm }) _: object) {
    return sheetResource(await this.sheets.get(actor, (await this.sheets.print(actor, id)).id));
  }
}

/** Paper for all that is still to be held in a run. */
@Api('runs')
export class RunSheetsApi {
  constructor(
    private readonly sheets: SheetsAheadService,
    private readonly documents: SheetDocuments,
  ) {}

  /** A sheet for each session, new where the last one names other people; answers them all. */
  @Post(':id/sign-in-sheets')
  @Allow(attendanceAccess.paper)
  @Answers(sheetRowsSchema)
  async print(@CurrentActor() actor: Actor, @Id() id: string, @Body({ schema: emptyForm }) _: object) {
    return { items: (await this.sheets.print(actor, id)).map(({ sheet }) => sheetRowResource(sheet)) };
  }

  /** The last sheet of each session in one document. */
  @Get(':id/sign-in-sheets.pdf')
  @Allow(attendanceAccess.paper)
  @MayRefuse(409)
  @SendsFile('application/pdf')
  async document(@CurrentActor() actor: Actor, @Id() id: string) {
    return sheetFile(await this.documents.drawAhead(actor, id));
  }
}

@Api('sign-in-sheets')
export class SignInSheetsApi {
  constructor(
    private readonly sheets: SheetsService,
    private readonly scans: SheetScansService,
    private readonly documents: SheetDocuments,
  ) {}

  @Get(':id')
  @Allow(attendanceAccess.paper)
  @Answers(sheetSchema)
  async get(@CurrentActor() actor: Actor, @Id() id: string) {
    return sheetResource(await this.sheets.get(actor, id));
  }

  /** In Vietnamese and Lao, with a code on each page that names the sheet. */
  @Get(':id/document.pdf')
  @Allow(attendanceAccess.paper)
  @MayRefuse(409)
  @SendsFile('application/pdf')
  async document(@CurrentActor() actor: Actor, @Id() id: string) {
    return sheetFile(await this.documents.draw(actor, id));
  }

  /** What the paper says of those sent, all or none; of others nothing is said. The same again changes nothing. */
  @Put(':id/entries')
  @Allow(attendanceAccess.paper)
  @Answers(sheetSchema)
  async enter(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @Body({ schema: sheetEntries }) entries: SheetEntryFields[],
  ) {
    return sheetResource(await this.sheets.enter(actor, id, entries));
  }

  /** A photo or scan of the signed sheet as PDF, JPEG or PNG. */
  @Post(':id/scans')
  @Allow(attendanceAccess.paper)
  @SetMetadata(
    LOCATION,
    ({ id, sheetId }: { id: string; sheetId: string }) => `/api/v1/sign-in-sheets/${sheetId}/scans/${id}`,
  )
  @Creates(scanSchema, '')
  @TakesFile()
  async attach(@CurrentActor() actor: Actor, @Id() id: string, @Upload() receive: Receive) {
    await this.scans.expect(actor, id);
    return scanResource(await this.scans.attach(actor, id, receivedFile(await receive(this.scans.limit))));
  }

  /** Written down. */
  @Get(':id/scans/:scanId')
  @Allow(attendanceAccess.paper)
  @SendsFile()
  async scan(@CurrentActor() actor: Actor, @Id() id: string, @Id('scanId') scanId: string) {
    return new FileAnswer(await this.scans.open(actor, id, scanId, 'download'));
  }

  @Delete(':id/scans/:scanId')
  @Allow(attendanceAccess.paper)
  @NoContent()
  async remove(@CurrentActor() actor: Actor, @Id() id: string, @Id('scanId') scanId: string): Promise<void> {
    await this.scans.remove(actor, id, scanId);
  }
}
