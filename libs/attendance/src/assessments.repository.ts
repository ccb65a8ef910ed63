import { Injectable } from '@nestjs/common';
import { Database, flagOfRaw, instantOfRawOrNull, placeholders, type Where } from '#libs/platform';
import { Assessment } from './assessment.entity.js';
import { type EnrolledPerson, enrolledPerson, enrolledPersonColumns, enrolledPersonJoins } from './rates.repository.js';

/** What was found of one enrolment. */
export interface Assessed {
  passed: boolean;
  /** May be empty. */
  grade: string;
}

/** One line of a run's assessments; `passed` is null while nothing is recorded. */
export interface AssessmentRow extends EnrolledPerson {
  passed: boolean | null;
  grade: string;
  recordedAt: Date | null;
  /** 0 while nothing is recorded. */
  version: number;
}

@Injectable()
export class AssessmentsRepository {
  constructor(private readonly database: Database) {}

  /** Active seats of the run in sight, in the order of names. */
  async rows(runId: string, inSight: Where): Promise<AssessmentRow[]> {
    const rows = await this.database.rows<Record<string, unknown>>(
      `SELECT ${enrolledPersonColumns}, a.passed, a.grade, a.recorded_at, a.version
        FROM enrolment e ${enrolledPersonJoins} LEFT JOIN assessment a ON a.enrolment_id = e.id
        WHERE e.run_id = ? AND e.status = 'active' AND (${inSight.sql}) ORDER BY p.sort_key, e.id`,
      [runId, ...inSight.parameters],
    );
    return rows.map((row) => ({
      ...enrolledPerson(row),
      passed: row.passed === null ? null : flagOfRaw(row.passed),
      grade: (row.grade as string | null) ?? '',
      recordedAt: instantOfRawOrNull(row.recorded_at),
      version: Number(row.version ?? 0),
    }));
  }

  async ofRun(runId: string): Promise<Map<string, Assessment>> {
    const found = await this.database.read
      .createQueryBuilder(Assessment, 'a')
      .where('a.enrolmentId IN (SELECT e.id FROM enrolment e WHERE e.run_id = :runId)', { runId })
      .getMany();
    return new Map(found.map((assessment) => [assessment.enrolmentId, assessment]));
  }

  async ofSeats(enrolmentIds: readonly string[]): Promise<Map<string, Assessed>> {
    const rows = await this.database.rows<{ enrolment_id: string; passed: unknown; grade: string }>(
      `SELECT enrolment_id, passed, grade FROM assessment WHERE enrolment_id IN (${placeholders(enrolmentIds)})`,
      [...enrolmentIds],
    );
    return new Map(rows.map(({ enrolment_id, passed, grade }) => [enrolment_id, { passed: flagOfRaw(passed), grade }]));
  }

  add(assessment: Assessment): Promise<void> {
    return this.database.insert(assessment);
  }

  save(assessment: Assessment): Promise<void> {
    return this.database.update(assessment);
  }
}
