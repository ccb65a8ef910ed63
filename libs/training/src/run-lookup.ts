import { Injectable } from '@nestjs/common';
import { notFound } from '#libs/kernel';
import type { CourseRun } from './run.entity.js';
import type { RunRow } from './run-row.js';
import { RunsRepository } from './runs.repository.js';

/** Runs for the rooms above, unscoped: they have made sure of the actor's sight of their own noun. */
@Injectable()
export class RunLookup {
  constructor(private readonly runs: RunsRepository) {}

  async get(id: string): Promise<CourseRun> {
    const run = await this.runs.find(id);
    if (!run) throw notFound('run');
    return run;
  }

  /** Locks the run to the end of the unit and loads it: rivals for the same run wait here. */
  async hold(id: string): Promise<CourseRun> {
    await this.runs.hold(id);
    return this.get(id);
  }

  /** With the names of course and programme; those that do not exist are missing. */
  async byIds(ids: readonly string[]): Promise<Map<string, RunRow>> {
    const rows = await this.runs.rowsOf([...new Set(ids)]);
    return new Map(rows.map((row) => [row.id, row]));
  }
}
