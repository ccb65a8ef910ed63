import { Get, Post } from '@nestjs/common';
import { z } from 'zod';
import { DomainError, enforce } from '#libs/kernel';
import {
  DatasetRows,
  type DatasetTable,
  DatasetTables,
  mayChangeTable,
  mayDeclare,
  OutputCatalogue,
  outputAccess,
  TableRowsService,
} from '#libs/outputs';
import { JobsService } from '#libs/platform';
import { TakesFile } from '../../web/file-routes.js';
import { Allow, Form, OtherPage, Pages, Shows, type Visit } from '../../web/index.js';
import { receivedFile } from '../../web/received-file.js';
import { rearranged } from '../form/form-rows.js';
import { faultFile } from './dataset-tables.api.js';
import { TableFaultSheets } from './table-faults.js';
import { type SchemaForm, schemaForm, tableForm } from './table-form.js';
import { emptyDraft, nameOfFile, type TableDraft, tableFormPage } from './table-form.view.js';
import { tablePage, tablesPage } from './tables-page.view.js';

const rowsOnPage = 20;

/** The number of the first row that is shown. */
const rowsShown = z.object({ from: z.coerce.number().int().min(1).max(10_000_000).default(1) });

/** The tables of a dataset: declared in a form, filled by a file, and looked at. */
@Pages('outputs')
export class DatasetTablePages {
  constructor(
    private readonly catalogue: OutputCatalogue,
    private readonly tables: DatasetTables,
    private readonly rows: DatasetRows,
    private readonly stored: TableRowsService,
    private readonly jobs: JobsService,
    private readonly sheets: TableFaultSheets,
  ) {}

  @Get(':id/tables')
  @Allow(outputAccess.read)
  @Shows('output-tables/index')
  async index(visit: Visit) {
    const { output, mayDraft } = await this.place(visit);
    const tables = await this.tables.list(visit.actor, output.id);
    return tablesPage(visit, output, tables, { mayDraft, limit: this.rows.limit });
  }

  @Get(':id/tables/new')
  @Allow(outputAccess.draft)
  @Shows('output-tables/form')
  form(visit: Visit) {
    return this.newTable(visit, emptyDraft);
  }

  /** The buttons of columns save nothing: the page comes back with one more, one fewer, or another order. */
  @Post(':id/tables/new')
  @Allow(outputAccess.draft)
  @Form('form', 'table')
  async declare(visit: Visit) {
    const changed = rearranged(visit.body, 'schema', ['fields']);
    if (changed) {
      visit.keep('table', changed);
      return new OtherPage('output-tables/form', await this.form(visit));
    }
    const { version: _, ...fields } = visit.posted(tableForm);
    const { id } = await this.tables.declare(visit.actor, visit.id(), fields);
    return visit.to(`/outputs/${visit.id()}/tables/${id}`, 'output-tables.notice.declared');
  }

  /** Columns from the beginning of a file, to be looked over. */
  @Post(':id/tables/suggestion')
  @Allow(outputAccess.draft)
  @Form('index', 'suggest')
  @TakesFile()
  async suggest(visit: Visit) {
    await this.rows.expect(visit.actor, visit.id());
    const file = receivedFile(await visit.receive(this.rows.limit));
    const schema = await this.rows.suggest(visit.actor, visit.id(), file);
    const draft = { ...emptyDraft, name: nameOfFile(file.name), schema };
    return new OtherPage('output-tables/form', await this.newTable(visit, draft));
  }

  /** Columns from a Table Schema that was pasted. */
  @Post(':id/tables/reading')
  @Allow(outputAccess.draft)
  @Form('index', 'read', schemaForm)
  async read(visit: Visit, { schema }: SchemaForm) {
    return new OtherPage('output-tables/form', await this.newTable(visit, { ...emptyDraft, schema }));
  }

  @Get(':id/tables/:tableId')
  @Allow(outputAccess.read)
  @Shows('output-tables/show')
  async show(visit: Visit) {
    const { output, mayDraft } = await this.place(visit);
    const table = await this.tables.get(visit.actor, output.id, visit.id('tableId'));
    const faults = await this.tables.faults(visit.actor, output.id, table.id);
    const job = table.status === 'checking' && table.jobId ? await this.jobs.find(table.jobId) : null;
    const page = table.hasRows ? await this.page(visit, table) : null;
    return tablePage(visit, { output, table, faults, job, mayDraft, page, limit: this.rows.limit });
  }

  @Get(':id/tables/:tableId/edit')
  @Allow(outputAccess.draft)
  @Shows('output-tables/form')
  async editForm(visit: Visit) {
    const { output } = await this.place(visit);
    const table = await this.tables.get(visit.actor, output.id, visit.id('tableId'));
    enforce(mayChangeTable(output, table));
    return tableFormPage(visit, output, table, table);
  }

  @Post(':id/tables/:tableId/edit')
  @Allow(outputAccess.draft)
  @Form('editForm', 'table')
  async edit(visit: Visit) {
    const changed = rearranged(visit.body, 'schema', ['fields']);
    if (changed) {
      visit.keep('table', changed);
      return new OtherPage('output-tables/form', await this.editForm(visit));
    }
    const { version, ...changes } = visit.posted(tableForm);
    if (version === undefined) throw new DomainError('precondition_required', 'if_match_required');
    await this.tables.edit(visit.actor, visit.id(), visit.id('tableId'), version, changes);
    return visit.to(`/outputs/${visit.id()}/tables/${visit.id('tableId')}`, 'output-tables.notice.saved');
  }

  @Post(':id/tables/:tableId/rows')
  @Allow(outputAccess.draft)
  @Form('show', 'rows')
  @TakesFile()
  async send(visit: Visit) {
    const [id, tableId] = [visit.id(), visit.id('tableId')];
    await this.rows.expect(visit.actor, id, tableId);
    await this.rows.send(visit.actor, id, tableId, receivedFile(await visit.receive(this.rows.limit)));
    return visit.to(`/outputs/${id}/tables/${tableId}`, 'output-tables.notice.sent');
  }

  @Post(':id/tables/:tableId/removal')
  @Allow(outputAccess.draft)
  @Form('show', 'remove')
  async remove(visit: Visit) {
    await this.tables.remove(visit.actor, visit.id(), visit.id('tableId'));
    return visit.to(`/outputs/${visit.id()}/tables`, 'output-tables.notice.removed');
  }

  @Get(':id/tables/:tableId/errors.xlsx')
  @Allow(outputAccess.read)
  async faultSheet(visit: Visit) {
    const table = await this.tables.get(visit.actor, visit.id(), visit.id('tableId'));
    const faults = await this.tables.faults(visit.actor, visit.id(), table.id);
    return faultFile(table.name, await this.sheets.workbook(table, faults, visit.language));
  }

  private async newTable(visit: Visit, draft: TableDraft) {
    const { output } = await this.place(visit);
    enforce(mayDeclare(output, (await this.tables.list(visit.actor, output.id)).length));
    return tableFormPage(visit, output, draft, null);
  }

  /** Null when too many ask at once: the rest of the page is shown without. */
  private async page(visit: Visit, { id, outputId }: DatasetTable) {
    const { from } = visit.read(rowsShown);
    try {
      const stored = await this.stored.tableInWork(visit.actor, outputId, id);
      return { from, ...(await this.stored.rowsFrom(stored, from, rowsOnPage)) };
    } catch (error) {
      if (error instanceof DomainError && error.kind === 'unavailable') return null;
      throw error;
    }
  }

  private async place(visit: Visit) {
    const { output, reach } = await this.catalogue.get(visit.actor, visit.id());
    return { output, mayDraft: reach.draft };
  }
}
