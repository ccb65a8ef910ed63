import { Injectable } from '@nestjs/common';
import { Clock, newId } from '#libs/kernel';
import {
  DispatchLoop,
  isUniqueViolation,
  LookGivenUp,
  type PersonalDataFinding,
  PersonalDataSearch,
  Storage,
  UnitOfWork,
} from '#libs/platform';
import { DatasetTablesRepository } from '../dataset/dataset-tables.repository.js';
import { OutputsRepository } from '../outputs.repository.js';
import { lookedAt } from './looked-at.js';
import { OutputFinding } from './output-finding.entity.js';
import type { OutputLook } from './output-look.entity.js';
import { OutputLooksRepository } from './output-looks.repository.js';

const pollEvery = 2000;
const atOnce = 10;
/** How long a look is out of sight of other processes; extended while it goes on. Milliseconds. */
const heldFor = 60_000;
/** A look that so often ended with its process ends with it for good. */
const mostAttempts = 3;

/** Looks through every submission for personal data, off the event loop: whatever ends before its time begins again. */
@Injectable()
export class OutputLooks extends DispatchLoop<OutputLook> {
  constructor(
    private readonly looks: OutputLooksRepository,
    private readonly outputs: OutputsRepository,
    private readonly tables: DatasetTablesRepository,
    private readonly search: PersonalDataSearch,
    private readonly storage: Storage,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {
    super(pollEvery, atOnce);
  }

  protected async findDue(limit: number): Promise<OutputLook[]> {
    for (const { outputId, submittedAt } of await this.looks.unasked(limit)) {
      await this.unitOfWork.run(() => this.looks.ask(outputId, submittedAt)).catch(unlessAsked);
    }
    return this.looks.waiting(this.clock.now(), limit);
  }

  protected async deliverOne({ id, attempts }: OutputLook): Promise<void> {
    if (!(await this.unitOfWork.run(() => this.looks.hold(id, this.clock.now(), this.in(heldFor))))) return;
    if (attempts >= mostAttempts) return this.finish(id, [], 'interrupted');
    const heart = setInterval(() => void this.extend(id), heldFor / 3);
    try {
      await this.finish(id, await this.findingsOf(id), null);
    } catch (error) {
      // What was left for the end of the programme is begun again by the next.
      if (this.ending.aborted) return;
      this.log.error(error, `The look ${id} failed`);
      await this.finish(id, [], error instanceof LookGivenUp ? error.code : 'broken');
    } finally {
      clearInterval(heart);
    }
  }

  private async findingsOf(id: string): Promise<PersonalDataFinding[]> {
    const output = await this.looks.output(await this.looks.get(id));
    const files = await this.outputs.files(output.id);
    const tables = await this.tables.ofOutput(output.id);
    const task = lookedAt(output, files, tables, (key) => this.storage.pathOf(key));
    return this.search.look(task, this.ending);
  }

  private finish(id: string, findings: readonly PersonalDataFinding[], fault: string | null): Promise<void> {
    return this.unitOfWork.run(async () => {
      const look = await this.looks.get(id);
      if (look.status !== 'waiting') return;
      Object.assign(look, { status: fault ? 'failed' : 'done', fault, endedAt: this.clock.now(), heldUntil: null });
      await this.looks.update(look);
      await this.looks.addFindings(
        findings.map((finding) => Object.assign(new OutputFinding(), { id: newId(), lookId: id, ...finding })),
      );
    });
  }

  private extend(id: string): Promise<void> {
    return this.unitOfWork
      .run(() => this.looks.extend(id, this.in(heldFor)))
      .catch((error: unknown) => this.log.warn(error));
  }

  private in(milliseconds: number): Date {
    return new Date(this.clock.now().getTime() + milliseconds);
  }
}

/** Another process asked in the same moment. */
function unlessAsked(error: unknown): void {
  if (!isUniqueViolation(error)) throw error;
}
