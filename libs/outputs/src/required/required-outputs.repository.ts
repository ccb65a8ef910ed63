import { Injectable } from '@nestjs/common';
import type { Scope } from '#libs/kernel';
import { allOf, anyOf, Database, jsonOfRaw, placeholders, type Where, where } from '#libs/platform';
import { assignedRun, type RequiredOfRun } from '#libs/training';
import { outputsIn } from '../outputs.repository.js';
import type { DeliveredVersion } from './requirement.rules.js';

/** A run that is going on or over but not closed, and asks for outputs. */
export interface AskingRun {
  id: string;
  code: string;
  status: string;
  required: RequiredOfRun[];
}

/** Somebody with a seat in such a run. */
export interface SeatedAuthor {
  runId: string;
  enrolmentId: string;
  personId: string;
}

type Raw = Record<string, unknown>;

@Injectable()
export class RequiredOutputsRepository {
  constructor(private readonly database: Database) {}

  /** Whether a scope reaches all outputs of the run, not one's own alone. */
  async seesAll({ allBy, assignedPersonId }: Scope, runId: string): Promise<boolean> {
    const { sql, parameters } = allOf(
      where('r.id = ?', runId),
      anyOf(allBy.length > 0 ? where('1 = 1') : null, assignedPersonId ? assignedRun('r.id', assignedPersonId) : null),
    );
    return (await this.database.rows(`SELECT r.id FROM course_run r WHERE ${sql}`, parameters)).length > 0;
  }

  /** All versions of the outputs of these runs by run, of those that a scope sees if one is given. */
  async versions(runIds: readonly string[], scope?: Scope): Promise<Map<string, DeliveredVersion[]>> {
    if (runIds.length === 0) return new Map();
    const sight: Where = scope ? outputsIn(scope) : where('1 = 1');
    const rows = await this.database.rows<Raw>(
      `SELECT o.id, o.run_id, o.original_id, o.version_number, o.kind, o.status, a.enrolment_id
        FROM output o LEFT JOIN output_author a ON a.output_id = o.id
        WHERE o.run_id IN (${placeholders(runIds)}) AND (${sight.sql})`,
      [...runIds, ...sight.parameters],
    );
    const versions = [...Map.groupBy(rows, ({ id }) => id).values()].map((all) => {
      const [raw] = all as [Raw];
      return {
        runId: raw.run_id as string,
        originalId: raw.original_id as string,
        versionNumber: Number(raw.version_number),
        kind: raw.kind as DeliveredVersion['kind'],
        status: raw.status as DeliveredVersion['status'],
        authorIds: all.flatMap(({ enrolment_id: id }) => (id === null ? [] : [id as string])),
      };
    });
    return Map.groupBy(versions, ({ runId }) => runId);
  }

  async seated(runIds: readonly string[]): Promise<Map<string, SeatedAuthor[]>> {
    if (runIds.length === 0) return new Map();
    const rows = await this.database.rows<Record<string, string>>(
      `SELECT e.id, e.run_id, e.person_id FROM enrolment e
        WHERE e.run_id IN (${placeholders(runIds)}) AND e.status = 'active' ORDER BY e.id`,
      [...runIds],
    );
    const seated = rows.map((raw) => ({ runId: raw.run_id!, enrolmentId: raw.id!, personId: raw.person_id! }));
    return Map.groupBy(seated, ({ runId }) => runId);
  }

  /** All such runs, or those in which this person has a seat. */
  async asking(personId?: string): Promise<AskingRun[]> {
    const mine = personId
      ? where(
          "EXISTS (SELECT 1 FROM enrolment e WHERE e.run_id = r.id AND e.status = 'active' AND e.person_id = ?)",
          personId,
        )
      : where('1 = 1');
    const rows = await this.database.rows<Raw>(
      `SELECT r.id, r.code, r.status, r.required_outputs FROM course_run r
        WHERE r.status IN ('running', 'completed') AND r.required_outputs <> '[]' AND (${mine.sql}) ORDER BY r.ends_on, r.id`,
      mine.parameters,
    );
    return rows.map((raw) => ({
      id: raw.id as string,
      code: raw.code as string,
      status: raw.status as string,
      required: jsonOfRaw(raw.required_outputs),
    }));
  }
}
