import { Injectable } from '@nestjs/common';
import type { Scope } from '#libs/kernel';
import { allOf, anyOf, Database, placeholders, where } from '#libs/platform';
import { assignedRun } from '#libs/training';
import { OutputAuthor } from './output-author.entity.js';

/** An author by name. */
export interface AuthorName {
  enrolmentId: string;
  fullName: string;
  fullNameLatin: string;
}

export interface PossibleAuthor extends AuthorName {
  personId: string;
}

const authorName = (row: Record<string, string>): AuthorName => ({
  enrolmentId: row.enrolment_id,
  fullName: row.full_name,
  fullNameLatin: row.full_name_latin,
});

@Injectable()
export class OutputAuthorsRepository {
  constructor(private readonly database: Database) {}

  /** Whoever has a seat in the run, by name. */
  async possible(runId: string): Promise<PossibleAuthor[]> {
    const rows = await this.database.rows<Record<string, string>>(
      `SELECT e.id AS enrolment_id, e.person_id, p.full_name, p.full_name_latin
       FROM enrolment e JOIN person p ON p.id = e.person_id
       WHERE e.run_id = ? AND e.status = 'active' ORDER BY p.sort_key, e.id`,
      [runId],
    );
    return rows.map((row) => ({ ...authorName(row), personId: row.person_id }));
  }

  /** Whether a scope reaches the outputs still to be drafted in a run: as its instructor or with a seat in it. */
  async isDrafter(scope: Scope, runId: string): Promise<boolean> {
    const { sql, parameters } = allOf(
      where('r.id = ?', runId),
      anyOf(
        scope.assignedPersonId ? assignedRun('r.id', scope.assignedPersonId) : null,
        scope.selfPersonId
          ? where(
              "EXISTS (SELECT 1 FROM enrolment e WHERE e.run_id = r.id AND e.status = 'active' AND e.person_id = ?)",
              scope.selfPersonId,
            )
          : null,
      ),
    );
    return (await this.database.rows(`SELECT r.id FROM course_run r WHERE ${sql}`, parameters)).length > 0;
  }

  /** Enrolment ids. */
  async ofOutput(outputId: string): Promise<string[]> {
    const authors = await this.database.read.find(OutputAuthor, { where: { outputId }, order: { id: 'ASC' } });
    return authors.map(({ enrolmentId }) => enrolmentId);
  }

  async replace(outputId: string, authors: OutputAuthor[]): Promise<void> {
    await this.database.write.delete(OutputAuthor, { outputId });
    await this.database.insert(...authors);
  }

  /** The authors of several outputs by output, in the order of their names. */
  async names(outputIds: readonly string[]): Promise<Map<string, AuthorName[]>> {
    const byOutput = new Map<string, AuthorName[]>(outputIds.map((id) => [id, []]));
    if (outputIds.length === 0) return byOutput;
    const rows = await this.database.rows<Record<string, string>>(
      `SELECT a.output_id, a.enrolment_id, p.full_name, p.full_name_latin
       FROM output_author a JOIN enrolment e ON e.id = a.enrolment_id JOIN person p ON p.id = e.person_id
       WHERE a.output_id IN (${placeholders(outputIds)}) ORDER BY p.sort_key, a.id`,
      [...outputIds],
    );
    for (const row of rows) byOutput.get(row.output_id)?.push(authorName(row));
    return byOutput;
  }
}
