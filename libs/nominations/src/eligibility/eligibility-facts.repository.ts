import { Injectable } from '@nestjs/common';
import type { LocalDate, Sector } from '#libs/kernel';
import type { OwnWords, SpokenLanguage, TraineeKind } from '#libs/people';
import { Database, jsonOfRaw, listOfRaw, placeholders } from '#libs/platform';
import type { EligibilityRule } from '#libs/training';
import type { Attended, EligibilityFacts } from './eligibility.rules.js';
import { EligibilityLift } from './eligibility-lift.entity.js';

/** What is known of a person, apart from where they have been. */
export type PersonalFacts = Omit<EligibilityFacts, 'attended'>;

/** Of a nomination: the person's record, and the words of the organisation that nominates them where it has its own. */
export interface NominatedFacts {
  personId: string;
  record: PersonalFacts;
  ownWords: Partial<OwnWords> | null;
}

interface RunOfCourse {
  id: string;
  courseId: string;
}

@Injectable()
export class EligibilityFactsRepository {
  constructor(private readonly database: Database) {}

  /** By nomination; those of other runs are missing. */
  async ofNominations(runId: string, ids: readonly string[]): Promise<Map<string, NominatedFacts>> {
    if (ids.length === 0) return new Map();
    const rows = await this.database.rows<Record<string, unknown>>(
      `SELECT n.id, n.person_id, p.birth_date, p.service_since, p.trainee_kind, p.languages, p.sector, w.own_words
        FROM nomination n JOIN person p ON p.id = n.person_id
        LEFT JOIN person_organisation w ON w.person_id = n.person_id AND w.organisation_id = n.organisation_id
        WHERE n.run_id = ? AND n.id IN (${placeholders(ids)})`,
      [runId, ...ids],
    );
    return new Map(
      rows.map((raw) => [
        raw.id as string,
        {
          personId: raw.person_id as string,
          record: {
            birthDate: raw.birth_date as LocalDate | null,
            serviceSince: raw.service_since as LocalDate | null,
            traineeKind: raw.trainee_kind as TraineeKind | null,
            languages: listOfRaw<SpokenLanguage>(raw.languages),
            sector: raw.sector as Sector | null,
          },
          ownWords: jsonOfRaw<Partial<OwnWords> | null>(raw.own_words),
        },
      ]),
    );
  }

  /**
   * Seats these people had in other runs of the same programme that began, the latest first. `within`: only those that
   * organisations at this path and below nominated them for.
   */
  async attended(
    run: RunOfCourse,
    personIds: readonly string[],
    within: string | null,
  ): Promise<Map<string, Attended[]>> {
    if (personIds.length === 0) return new Map();
    const rows = await this.database.rows<Record<string, unknown>>(
      `SELECT e.person_id, r.code, r.ends_on, r.course_id FROM enrolment e
        JOIN course_run r ON r.id = e.run_id JOIN course c ON c.id = r.course_id
        JOIN course own ON own.id = ? AND own.programme_id = c.programme_id
        JOIN organisation o ON o.id = e.organisation_id
        WHERE e.person_id IN (${placeholders(personIds)}) AND e.status = 'active' AND e.run_id <> ?
        AND r.status IN ('running', 'completed', 'closed')${within === null ? '' : ' AND o.path LIKE ?'}
        ORDER BY r.ends_on DESC, e.id`,
      [run.courseId, ...personIds, run.id, ...(within === null ? [] : [`${within}%`])],
    );
    const attended = new Map<string, Attended[]>();
    for (const raw of rows) {
      const seat = {
        runCode: raw.code as string,
        endedOn: raw.ends_on as LocalDate,
        isSameCourse: raw.course_id === run.courseId,
      };
      attended.set(raw.person_id as string, [...(attended.get(raw.person_id as string) ?? []), seat]);
    }
    return attended;
  }

  /** The rules lifted, as they stood, by nomination. */
  async lifted(nominationIds: readonly string[]): Promise<Map<string, EligibilityRule[]>> {
    if (nominationIds.length === 0) return new Map();
    const rows = await this.database.rows<{ nomination_id: string; lifted_rule: unknown }>(
      `SELECT nomination_id, lifted_rule FROM eligibility_lift WHERE nomination_id IN (${placeholders(nominationIds)})`,
      [...nominationIds],
    );
    const lifted = new Map<string, EligibilityRule[]>();
    for (const { nomination_id: id, lifted_rule: rule } of rows)
      lifted.set(id, [...(lifted.get(id) ?? []), jsonOfRaw<EligibilityRule>(rule)]);
    return lifted;
  }

  /** In the place of an older one of the same kind, whose rule has changed since. */
  async lift(lift: EligibilityLift): Promise<void> {
    const { nominationId, rule } = lift;
    await this.database.write.delete(EligibilityLift, { nominationId, rule });
    await this.database.insert(lift);
  }
}
