import { Readable } from 'node:stream';
import type { INestApplicationContext } from '@nestjs/common';
import { ApprovalService, BatchesService, batchFields, EligibilityService } from '#libs/certificates';
import { EnrolmentLookup } from '#libs/nominations';
import {
  DatasetChecks,
  DatasetRows,
  DatasetTables,
  type Output,
  OutputCatalogue,
  OutputFilesService,
  OutputLooks,
  OutputReviewService,
  OutputsService,
  outputFields,
  outputListQuery,
  tableFields,
} from '#libs/outputs';
import { type ArrivedFile, Outbox, Storage } from '#libs/platform';
import { RunLookup } from '#libs/training';
import type { Cast } from './cast.js';
import { deliveredTables } from './delivered-tables.js';
import type { DemoClock } from './demo-clock.js';
import type { DemoRun } from './demo-run.js';
import { demoOutputs, demoReview } from './outputs.js';
import { suppliersCsv } from './suppliers.js';
import { suppliesCsv, suppliesTable } from './supplies.js';

/** What comes out of a run: outputs in the shared database, and certificates. */
export class Deliveries {
  constructor(
    private readonly context: INestApplicationContext,
    private readonly clock: DemoClock,
    private readonly cast: Cast,
  ) {}

  /** Outputs being worked on; every trainee is author of one of the required kind. */
  async drafts(runId: string): Promise<Output[]> {
    const run = await this.context.get(RunLookup).get(runId);
    const enrolled = await this.context.get(EnrolmentLookup).activeOf(runId);
    const kind = run.requiredOutputs[0]?.kind ?? 'dataset';
    const groups = [enrolled.slice(0, Math.ceil(enrolled.length / 2)), enrolled.slice(Math.ceil(enrolled.length / 2))];
    const outputs: Output[] = [];
    for (const [index, group] of groups.entries()) {
      const about = demoOutputs[kind][index]!;
      const fields = outputFields.parse({
        ...about,
        kind,
        content: { kind, ...about.content },
        // The last of the second group has delivered nothing: eligibility says so.
        authorIds: group.slice(0, index === 1 ? -1 : undefined).map(({ id }) => id),
      });
      const output = await this.context.get(OutputsService).draft(this.instructor, runId, fields);
      await this.attach(output.id, `${run.code.replaceAll('/', '-')}-${index + 1}.csv`);
      const { table, rows } = deliveredTables[index]!;
      if (kind === 'dataset') await this.fill(output.id, table, rows);
      outputs.push(output);
    }
    return outputs;
  }

  /** A draft beside the required ones, whose rows were checked against declared columns. */
  async dataset(runId: string): Promise<void> {
    const [author] = await this.context.get(EnrolmentLookup).activeOf(runId);
    const [{ content, ...about }] = demoOutputs.dataset;
    const fields = outputFields.parse({
      ...about,
      kind: 'dataset',
      content: { kind: 'dataset', ...content },
      authorIds: [author!.id],
    });
    const { id } = await this.context.get(OutputsService).draft(this.instructor, runId, fields);
    await this.fill(id, suppliesTable, suppliesCsv(Number(this.clock.day(0).slice(0, 4)) - 1));
  }

  /** Takes the drafts of a run all the way into the shared database. */
  async publish(runId: string): Promise<void> {
    const review = this.context.get(OutputReviewService);
    for (const id of await this.outputIds(runId)) {
      await this.context.get(OutputsService).submit(this.instructor, id);
      await review.accept(this.cast.actor('vn_coordinator'), id, demoReview);
      await this.context.get(OutputLooks).deliver();
      await review.approvePublication(this.cast.actor('lao_coordinator'), id);
      await review.approvePublication(this.cast.actor('vn_coordinator'), id);
    }
  }

  /**
   * Prepares a batch for all who are eligible; the co-chair of Laos approves and the documents are drawn.
   * Those left for later have a decision of their own, which waits for a co-chair.
   */
  async issue(runId: string, run: DemoRun): Promise<void> {
    const end = run.startsIn + run.length;
    const standing = await this.context.get(EligibilityService).ofRun(runId);
    const eligible = standing.filter(({ isEligible }) => isEligible).map(({ enrolment }) => enrolment.id);
    const now = eligible.length - (run.certifiedLater ?? 0);
    const number = run.code.replaceAll('/', '-');
    const batchId = await this.prepare(runId, number, end + 6, eligible.slice(0, now));
    await this.context.get(ApprovalService).approve(this.cast.actor('lao_co_chair'), batchId);
    await this.context.get(Outbox).deliver();
    if (run.certifiedLater) await this.prepare(runId, `${number}-2`, -1, eligible.slice(now));
  }

  private async prepare(runId: string, number: string, day: number, enrolmentIds: string[]): Promise<string> {
    this.clock.at(day);
    const fields = batchFields.parse({
      decisionNumber: `${number}/QĐ-VIOIT`,
      decisionDate: this.clock.day(day - 1),
      issuedOn: this.clock.day(day),
      issuePlace: { lo: 'ຮ່າໂນ້ຍ', vi: 'Hà Nội', en: 'Hanoi' },
      signatory: {
        nameVi: 'Vũ Đình Long',
        nameLo: 'ວູ ດິງ ລອງ',
        titleVi: 'VIỆN TRƯỞNG',
        titleLo: 'ຜູ້ອຳນວຍການສະຖາບັນ',
        authorityFormVi: '',
        authorityFormLo: '',
      },
      enrolmentIds,
    });
    return (await this.context.get(BatchesService).prepare(this.cast.actor('vn_coordinator'), runId, fields)).id;
  }

  private async outputIds(runId: string): Promise<string[]> {
    const query = outputListQuery.parse({ status: 'draft', total: 'false' });
    const { items } = await this.context.get(OutputCatalogue).listOfRun(this.instructor, runId, query);
    return items.map(({ id }) => id);
  }

  /** Declares a table and lets its rows be checked. */
  private async fill(outputId: string, declared: object, csv: string): Promise<void> {
    const table = await this.context.get(DatasetTables).declare(this.instructor, outputId, tableFields.parse(declared));
    const rows = await this.arrived(`${table.name}.csv`, csv);
    await this.context.get(DatasetRows).send(this.instructor, outputId, table.id, rows);
    await this.context.get(DatasetChecks).deliver();
  }

  private async attach(outputId: string, name: string): Promise<void> {
    await this.context.get(OutputFilesService).add(this.instructor, outputId, await this.arrived(name, suppliersCsv));
  }

  private async arrived(name: string, content: string): Promise<ArrivedFile> {
    return { name, stored: await this.context.get(Storage).put(Readable.from([Buffer.from(content)]), 1_000_000) };
  }

  private get instructor() {
    return this.cast.actor('instructor');
  }
}
