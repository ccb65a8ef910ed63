import { Injectable } from '@nestjs/common';
import type { Actor, Language } from '#libs/kernel';
import { Audit, UnitOfWork } from '#libs/platform';

/** People of a run, taken out of the house in a file. */
export interface ExportedPeople {
  runId: string;
  format: 'pdf' | 'xlsx' | 'csv';
  language: Language;
  /** By what they were chosen; what is left out chose nobody out. */
  filter: Readonly<Record<string, string | undefined>>;
  count: number;
}

/** Writes down who took personal data out of the house: whose by which filter, and how many. */
@Injectable()
export class ExportTrail {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly audit: Audit,
  ) {}

  async record(actor: Actor, { runId, filter, ...details }: ExportedPeople): Promise<void> {
    const chosen = Object.entries(filter).flatMap(([name, value]) =>
      value === undefined || value === '' ? [] : [[name, withoutNumbers(value, name)]],
    );
    await this.unitOfWork.run(() =>
      this.audit.record(actor, {
        action: 'run.nominations_exported',
        noun: 'run',
        subjectId: runId,
        details: { ...details, filter: Object.fromEntries(chosen) },
      }),
    );
  }
}

/** What is searched for may be somebody's identity number, which the trail never holds. */
const withoutNumbers = (value: string, name: string): string => (name === 'q' ? value.replace(/\p{N}/gu, '•') : value);
