import { Get, Post } from '@nestjs/common';
import { z } from 'zod';
import { Clock, localDateOf, notFound } from '#libs/kernel';
import {
  type ImportChoice,
  type ImportFields,
  ImportsService,
  importFields,
  importRowsQuery,
  nominationAccess,
} from '#libs/nominations';
import { RunFrames } from '../../training/run-frame.js';
import { TakesFile } from '../../web/file-routes.js';
import { Allow, Form, Pages, Shows, type Visit } from '../../web/index.js';
import { receivedFile } from '../../web/received-file.js';
import { orDiscard } from '../../web/uploads.js';
import { NomineeChoices } from '../nominee-choices.js';
import { csv, fileOf, organisationOf } from './import.api.js';
import { importPage, wizardPage } from './import-page.view.js';
import { ImportReports } from './import-report.js';

/** `create`, `skip`, empty for what was found, or the id of whom to use; in the order of `rows`. */
const choicesForm = z.strictObject({
  rows: z.array(z.coerce.number().int().min(1)).max(200),
  choices: z.array(z.string().max(40)).max(200),
});

const startForm = z.strictObject({ skipFaulty: importFields.shape.skipFaulty });

/** The wizard: fill in, send, look, import. */
@Pages('runs')
export class ImportPages {
  constructor(
    private readonly imports: ImportsService,
    private readonly reports: ImportReports,
    private readonly choices: NomineeChoices,
    private readonly frames: RunFrames,
    private readonly clock: Clock,
  ) {}

  @Get(':runId/nominations/import')
  @Allow(nominationAccess.nominate)
  @Shows('nominations/import')
  async wizard(visit: Visit) {
    const runId = visit.id('runId');
    const frame = await this.frames.runFrame(visit, runId, 'nominations');
    const earlier = await this.imports.latest(visit.actor, runId);
    const organisations = await this.choices.organisationsOf(visit.actor);
    return wizardPage(visit, { ...frame, earlier, organisations, today: localDateOf(this.clock.now()) });
  }

  @Get(':runId/nominations/import-template.xlsx')
  @Allow(nominationAccess.nominate)
  async template(visit: Visit) {
    const bytes = await this.imports.template(visit.actor, visit.id('runId'), visit.language);
    return fileOf(bytes, `${visit.t('imports.template.list')}.xlsx`);
  }

  @Post(':runId/nominations/import')
  @Allow(nominationAccess.nominate)
  @TakesFile()
  @Form('wizard', 'import')
  async take(visit: Visit) {
    const runId = visit.id('runId');
    await this.imports.expect(visit.actor, runId);
    const upload = await visit.receive(this.imports.limit);
    const how = { language: visit.language, isDirect: false };
    const { id } = await orDiscard(upload, () =>
      this.imports.begin(visit.actor, runId, organisationOf(upload.fields), receivedFile(upload), how),
    );
    return visit.to(`/runs/${runId}/nominations/import/${id}`);
  }

  @Get(':runId/nominations/import/:id')
  @Allow(nominationAccess.nominate)
  @Shows('nominations/import-report')
  async report(visit: Visit) {
    const frame = await this.frames.runFrame(visit, visit.id('runId'), 'nominations');
    const arrived = await this.found(visit);
    const job = await this.imports.job(visit.actor, arrived);
    const query = visit.read(importRowsQuery);
    const listing = await this.imports.rows(arrived, query);
    // Without a script: the browser asks again by itself while the work goes on.
    if (['reading', 'importing'].includes(arrived.state)) visit.reply.header('refresh', '2');
    return importPage(visit, { ...frame, arrived, job, query, listing });
  }

  @Get(':runId/nominations/import/:id/report.xlsx')
  @Allow(nominationAccess.nominate)
  async file(visit: Visit) {
    return fileOf(await this.reports.workbook(await this.found(visit), visit.language), 'report.xlsx');
  }

  @Get(':runId/nominations/import/:id/report.csv')
  @Allow(nominationAccess.nominate)
  async csv(visit: Visit) {
    return fileOf(await this.reports.csv(await this.found(visit), visit.language), 'report.csv', csv);
  }

  @Post(':runId/nominations/import/:id/choices')
  @Allow(nominationAccess.nominate)
  @Form('report', 'choices', choicesForm)
  async choose(visit: Visit, { rows, choices }: z.output<typeof choicesForm>) {
    const { id } = await this.found(visit);
    const chosen = rows.flatMap((row, at): ImportChoice[] => {
      const choice = choices[at] ?? '';
      if (choice === 'create' || choice === 'skip') return [{ row, choice }];
      return choice === '' ? [] : [{ row, choice: 'use', personId: choice }];
    });
    await this.imports.choose(visit.actor, id, chosen);
    return visit.to(`/runs/${visit.id('runId')}/nominations/import/${id}`, 'imports.saved');
  }

  @Post(':runId/nominations/import/:id/import')
  @Allow(nominationAccess.nominate)
  @Form('report', 'start', startForm)
  async start(visit: Visit, { skipFaulty }: Pick<ImportFields, 'skipFaulty'>) {
    const { id } = await this.found(visit);
    await this.imports.start(visit.actor, id, { choices: [], skipFaulty });
    return visit.to(`/runs/${visit.id('runId')}/nominations/import/${id}`);
  }

  private async found(visit: Visit) {
    const arrived = await this.imports.get(visit.actor, { id: visit.id() });
    if (arrived.runId !== visit.id('runId')) throw notFound('import');
    return arrived;
  }
}
