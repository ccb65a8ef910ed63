import { Injectable } from '@nestjs/common';
import { type Actor, Clock, conflict, DomainError, enforce, newId, stale } from '#libs/kernel';
import { Audit, UnitOfWork, violatesUnique } from '#libs/platform';
import { RunLookup } from '#libs/training';
import { lacksOf, mayLeaveTables } from './content.rules.js';
import { DatasetTables } from './dataset/dataset-tables.service.js';
import { Output, type OutputDescription } from './output.entity.js';
import type { OutputChanges, OutputFields } from './output.fields.js';
import { outputAccess } from './output.policy.js';
import { mayBeginVersion, mayDraftIn, mayStep } from './output.rules.js';
import { OutputAuthors } from './output-authors.js';
import { OutputFile } from './output-file.entity.js';
import { OutputsRepository } from './outputs.repository.js';
import { OutputsInSight } from './outputs-in-sight.js';
import { OutputLooks } from './personal-data/output-looks.js';

/** What authors do with their output until it is submitted. */
@Injectable()
export class OutputsService {
  constructor(
    private readonly outputs: OutputsRepository,
    private readonly inSight: OutputsInSight,
    private readonly authors: OutputAuthors,
    private readonly tables: DatasetTables,
    private readonly runs: RunLookup,
    private readonly looks: OutputLooks,
    private readonly unitOfWork: UnitOfWork,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  /** A trainee drafts for a run they have a seat in, an instructor for an assigned one. */
  async draft(actor: Actor, runId: string, fields: OutputFields): Promise<Output> {
    return this.unitOfWork.run(async () => {
      await this.authors.requireDrafter(actor, runId);
      const run = await this.runs.get(runId);
      enforce(mayDraftIn(run.status));
      const { authorIds, ...description } = fields;
      const id = newId();
      const output = this.begin(actor, { id, runId, originalId: id, versionNumber: 1 });
      output.describe(description);
      await this.outputs.add(output);
      await this.authors.name(actor, output, authorIds);
      await this.record(actor, 'output.drafted', output, { kind: output.kind });
      return output;
    });
  }

  /** `version` is the one the person was looking at. What `changes` leaves out stays. */
  async edit(actor: Actor, id: string, version: number, changes: OutputChanges): Promise<Output> {
    return this.unitOfWork.run(async () => {
      const output = await this.inSight.getFor(actor, outputAccess.draft, id);
      if (output.version !== version) throw stale('output');
      const { authorIds, ...described } = changes;
      if (described.kind && described.kind !== output.kind)
        enforce(mayLeaveTables((await this.outputs.counts(id)).declaredCount));
      output.describe({ ...descriptionOf(output), ...described });
      await this.outputs.update(output);
      if (authorIds) await this.authors.name(actor, output, authorIds);
      await this.record(actor, 'output.edited', output, { fields: Object.keys(changes) });
      return output;
    });
  }

  async submit(actor: Actor, id: string): Promise<Output> {
    return this.unitOfWork.run(async () => {
      const output = await this.inSight.getFor(actor, outputAccess.draft, id);
      const facts = { ...output, ...(await this.outputs.counts(id)) };
      const lacks = lacksOf(facts);
      enforce(mayStep('submit', output.status));
      if (lacks.length > 0) throw new DomainError('conflict', 'output.incomplete', { count: lacks.length }, lacks);
      await this.tables.settle(id);
      output.submit(this.clock.now());
      await this.outputs.update(output);
      await this.record(actor, 'output.submitted', output);
      this.unitOfWork.afterCommit(() => void this.looks.deliver());
      return output;
    });
  }

  /** A new draft beside a published version, with its texts, authors and files to start from. */
  async beginVersion(actor: Actor, id: string): Promise<Output> {
    return this.unitOfWork.run(async () => {
      const before = await this.inSight.getFor(actor, outputAccess.draft, id);
      const newest = await this.outputs.newestNumber(before);
      enforce(mayBeginVersion(before.status, newest > before.versionNumber));
      const { runId, originalId, versionNumber } = before;
      const output = this.begin(actor, { id: newId(), runId, originalId, versionNumber: versionNumber + 1 });
      output.describe(descriptionOf(before));
      await unlessBegun(() => this.outputs.add(output));
      await this.authors.copy(before, output);
      await this.copyFiles(before, output);
      await this.tables.copy(before, output);
      await this.record(actor, 'output.version_begun', output, { from: before.id });
      return output;
    });
  }

  private begin(actor: Actor, place: Pick<Output, 'id' | 'runId' | 'originalId' | 'versionNumber'>): Output {
    return Object.assign(new Output(), {
      ...place,
      status: 'draft',
      createdBy: actor.accountId,
      createdAt: this.clock.now(),
      submittedAt: null,
      acceptedAt: null,
      publishedAt: null,
      publishedYear: null,
      withdrawnAt: null,
      statusReason: null,
      version: 1,
    });
  }

  // The bytes are shared: what is published is never removed.
  private async copyFiles(from: Output, to: Output): Promise<void> {
    const files = await this.outputs.files(from.id);
    const copies = files.map((file) => Object.assign(new OutputFile(), file, { id: newId(), outputId: to.id }));
    await this.outputs.addFiles(...copies);
  }

  private record(actor: Actor, action: string, output: Output, details = {}): Promise<void> {
    return this.audit.record(actor, { action, noun: 'output', subjectId: output.id, details });
  }
}

const descriptionOf = (output: Output): OutputDescription => ({
  kind: output.kind,
  title: output.title,
  summary: output.summary,
  sector: output.sector,
  province: output.province,
  zone: output.zone,
  gate: output.gate,
  enterprises: output.enterprises,
  criteria: output.criteria,
  licence: output.licence,
  accessLevel: output.accessLevel,
  content: output.content,
});

/** Two who begin the next version at once: the second is told that it is there. */
async function unlessBegun(add: () => Promise<void>): Promise<void> {
  try {
    await add();
  } catch (error) {
    const isTaken = violatesUnique(error, 'uq_output_version', 'output', ['original_id', 'version_number']);
    throw isTaken ? conflict('output.has_newer_version') : error;
  }
}
