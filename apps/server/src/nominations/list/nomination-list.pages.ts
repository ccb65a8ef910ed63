import { Get, Post } from '@nestjs/common';
import { z } from 'zod';
import { Clock, localDateOf } from '#libs/kernel';
import {
  documentQuery,
  type LetterFields,
  LetterScans,
  ListDocuments,
  ListExports,
  letterFields,
  listAccess,
  NominationLists,
  nominationAccess,
  nominationQuery,
  type PlacementFields,
  PlacementService,
  placementFields,
} from '#libs/nominations';
import { RunFrames } from '../../training/run-frame.js';
import { TakesFile } from '../../web/file-routes.js';
import { Allow, Form, Pages, Shows, type Visit } from '../../web/index.js';
import { receivedFile } from '../../web/received-file.js';
import { pdfAnswer, tableAnswer } from './list-file.js';
import { submissionPage } from './list-panel.view.js';
import { RunNominationsLoader } from './run-nominations.loader.js';
import { ShownLists } from './shown-lists.js';

const letterForm = letterFields.extend({ version: z.number().int() });

/** A place typed, or one step up or down from it. */
const placementForm = placementFields.extend({ step: z.enum(['up', 'down']).optional() });

/** Not `lang`, which would change the language of the pages. */
const inLanguage = z.strictObject({ in: documentQuery.shape.lang });

type PlacementForm = PlacementFields & { step?: 'up' | 'down' };

/** An organisation's list on the tab of nominations: order, letter, submission. */
@Pages('runs')
export class NominationListPages {
  constructor(
    private readonly lists: NominationLists,
    private readonly scans: LetterScans,
    private readonly documents: ListDocuments,
    private readonly exports: ListExports,
    private readonly placement: PlacementService,
    private readonly shown: ShownLists,
    private readonly page: RunNominationsLoader,
    private readonly frames: RunFrames,
    private readonly clock: Clock,
  ) {}

  @Get(':runId/nominations/lists/:organisationId')
  @Allow(listAccess.read)
  @Shows('nominations/of-run')
  async list(visit: Visit) {
    await this.lists.get(visit.actor, visit.id('runId'), visit.id('organisationId'));
    return this.page.load(visit);
  }

  @Post(':runId/nominations/:id/placement')
  @Allow(nominationAccess.nominate)
  @Form('afterPlacement', 'placement', placementForm)
  async place(visit: Visit, { rank, step }: PlacementForm) {
    const to = step === 'up' ? rank - 1 : step === 'down' ? rank + 1 : rank;
    const { organisationId } = await this.placement.move(visit.actor, visit.id(), Math.max(to, 1));
    return this.back(visit, organisationId, 'placed');
  }

  @Shows('nominations/of-run')
  afterPlacement(visit: Visit) {
    return this.page.load(visit);
  }

  @Post(':runId/nominations/lists/:organisationId/letter')
  @Allow(nominationAccess.nominate)
  @Form('list', 'letter', letterForm)
  async writeLetter(visit: Visit, { version, ...fields }: LetterFields & { version: number }) {
    const organisationId = visit.id('organisationId');
    await this.lists.writeLetter(visit.actor, visit.id('runId'), organisationId, version, fields);
    return this.back(visit, organisationId, 'letterSaved');
  }

  @Post(':runId/nominations/lists/:organisationId/scan')
  @Allow(nominationAccess.nominate)
  @TakesFile()
  @Form('list', 'scan')
  async sendScan(visit: Visit) {
    const runId = visit.id('runId');
    const organisationId = visit.id('organisationId');
    await this.scans.expect(visit.actor, runId, organisationId);
    await this.scans.attach(visit.actor, runId, organisationId, receivedFile(await visit.receive(this.scans.limit)));
    return this.back(visit, organisationId, 'scanSaved');
  }

  @Get(':runId/nominations/lists/:organisationId/letter')
  @Allow(listAccess.letter)
  async scan(visit: Visit) {
    return visit.file(await this.scans.open(visit.actor, visit.id('runId'), visit.id('organisationId')));
  }

  @Get(':runId/nominations/lists/:organisationId/document.pdf')
  @Allow(listAccess.export)
  async document(visit: Visit) {
    const language = visit.read(inLanguage).in;
    return pdfAnswer(await this.documents.draw(visit.actor, visit.id('runId'), visit.id('organisationId'), language));
  }

  @Get(':runId/nominations/lists/:organisationId/list.xlsx')
  @Allow(listAccess.export)
  async workbook(visit: Visit) {
    return this.table(visit, 'xlsx');
  }

  @Get(':runId/nominations/lists/:organisationId/list.csv')
  @Allow(listAccess.export)
  async csv(visit: Visit) {
    return this.table(visit, 'csv');
  }

  /** What the tab shows by its filters, all pages of it. */
  @Get(':runId/nominations.xlsx')
  @Allow(listAccess.export)
  async shownAsWorkbook(visit: Visit) {
    const query = visit.read(nominationQuery);
    return tableAnswer(await this.exports.ofRun(visit.actor, { ...query, runId: visit.id('runId') }, visit.language));
  }

  @Get(':runId/nominations/lists/:organisationId/submission')
  @Allow(nominationAccess.nominate)
  @Shows('nominations/submission')
  async submission(visit: Visit) {
    const runId = visit.id('runId');
    const { run } = await this.frames.runFrame(visit, runId, 'nominations');
    const shown = await this.shown.of(visit, runId, visit.id('organisationId'));
    return submissionPage(visit, run, shown, localDateOf(this.clock.now()));
  }

  @Post(':runId/nominations/lists/:organisationId/submission')
  @Allow(nominationAccess.nominate)
  @Form('submission', 'submit-list')
  async submit(visit: Visit) {
    const organisationId = visit.id('organisationId');
    const count = await this.lists.submit(visit.actor, visit.id('runId'), organisationId);
    const address = `/runs/${visit.id('runId')}/nominations?organisationId=${organisationId}`;
    return visit.to(address, 'nominations.notice.submittedAll', { count });
  }

  private async table(visit: Visit, format: 'xlsx' | 'csv') {
    const { actor, language } = visit;
    return tableAnswer(
      await this.exports.ofList(actor, visit.id('runId'), visit.id('organisationId'), language, format),
    );
  }

  private back(visit: Visit, organisationId: string, notice: string) {
    const address = `/runs/${visit.id('runId')}/nominations?organisationId=${organisationId}`;
    return visit.to(address, `nomination-list.notice.${notice}`);
  }
}
