import { Injectable } from '@nestjs/common';
import { type LocalDate, localDate, newId } from '#libs/kernel';
import { Database, placeholders, violatesUnique } from '#libs/platform';
import type { Seated, SeatedOrganisation } from '#libs/training';
import { Enrolment } from './enrolment.entity.js';
import { EnrolmentDay } from './enrolment-day.entity.js';

/** A day that somebody already spends in another run. */
export interface Clash {
  personId: string;
  fullName: string;
  runCode: string;
  day: LocalDate;
}

/** At most so many rows in one INSERT: parameters are limited on SQLite. */
const atOnce = 500;

@Injectable()
export class EnrolmentsRepository {
  constructor(private readonly database: Database) {}

  find(id: string): Promise<Enrolment | null> {
    return this.database.read.findOneBy(Enrolment, { id });
  }

  findOf(nominationId: string): Promise<Enrolment | null> {
    return this.database.read.findOneBy(Enrolment, { nominationId });
  }

  /** In the order of confirmation. */
  ofRun(runId: string, status?: 'active'): Promise<Enrolment[]> {
    return this.database.read.find(Enrolment, { where: { runId, ...(status && { status }) }, order: { id: 'ASC' } });
  }

  ofPerson(personId: string): Promise<Enrolment[]> {
    return this.database.read.find(Enrolment, { where: { personId }, order: { id: 'ASC' } });
  }

  async byIds(ids: readonly string[]): Promise<Enrolment[]> {
    if (ids.length === 0) return [];
    return this.database.read
      .createQueryBuilder(Enrolment, 'e')
      .where(`e.id IN (:...ids)`, { ids })
      .orderBy('e.id')
      .getMany();
  }

  /** Everybody with a seat in these runs. */
  seatedIn(runIds: readonly string[]): Promise<Seated[]> {
    return this.seated('run_id', runIds);
  }

  /** Every seat of these people. */
  seatsOf(personIds: readonly string[]): Promise<Seated[]> {
    return this.seated('person_id', personIds);
  }

  /** Organisations at or below this path whose people have or had a seat in these runs, by name. */
  async organisationsIn(runIds: readonly string[], organisationPath: string): Promise<SeatedOrganisation[]> {
    if (runIds.length === 0) return [];
    return this.database.rows(
      `SELECT seats.run_id AS runId, o.id AS organisationId
        FROM (SELECT DISTINCT run_id, organisation_id FROM enrolment WHERE run_id IN (${placeholders(runIds)})) seats
        JOIN organisation o ON o.id = seats.organisation_id WHERE o.path LIKE ? ORDER BY o.sort_key, o.id`,
      [...runIds, `${organisationPath}%`],
    );
  }

  async hasActive(personId: string): Promise<boolean> {
    return (await this.database.read.countBy(Enrolment, { personId, status: 'active' })) > 0;
  }

  add(enrolment: Enrolment): Promise<void> {
    return this.database.insert(enrolment);
  }

  save(enrolment: Enrolment): Promise<void> {
    return this.database.update(enrolment);
  }

  /** False when a day is taken: the unique key on person and day decides, whoever comes at the same time. */
  async takeDays(enrolments: readonly Enrolment[], days: readonly LocalDate[]): Promise<boolean> {
    const rows = enrolments.flatMap(({ id, personId }) =>
      days.map((day) => Object.assign(new EnrolmentDay(), { id: newId(), enrolmentId: id, personId, day })),
    );
    try {
      for (let from = 0; from < rows.length; from += atOnce)
        await this.database.write.insert(EnrolmentDay, rows.slice(from, from + atOnce));
      return true;
    } catch (error) {
      if (violatesUnique(error, 'uq_enrolment_day_person', 'enrolment_day', ['person_id', 'day'])) return false;
      throw error;
    }
  }

  async freeDays(enrolmentIds: readonly string[]): Promise<void> {
    if (enrolmentIds.length === 0) return;
    await this.database.change(`DELETE FROM enrolment_day WHERE enrolment_id IN (${placeholders(enrolmentIds)})`, [
      ...enrolmentIds,
    ]);
  }

  /** The first day, if any, that one of these people spends in another run between the dates. */
  async findClash(personIds: readonly string[], runId: string, from: LocalDate, to: LocalDate): Promise<Clash | null> {
    if (personIds.length === 0) return null;
    const [row] = await this.database.rows<Clash>(
      `SELECT d.person_id AS personId, p.full_name AS fullName, r.code AS runCode, d.day
        FROM enrolment_day d JOIN enrolment e ON e.id = d.enrolment_id JOIN course_run r ON r.id = e.run_id
        JOIN person p ON p.id = d.person_id
        WHERE d.person_id IN (${placeholders(personIds)}) AND d.day >= ? AND d.day <= ? AND e.run_id <> ?
        ORDER BY d.day LIMIT 1`,
      [...personIds, from, to, runId],
    );
    return row ? { ...row, day: localDate(row.day) } : null;
  }

  private async seated(column: 'run_id' | 'person_id', ids: readonly string[]): Promise<Seated[]> {
    if (ids.length === 0) return [];
    return this.database.rows<Seated>(
      `SELECT e.run_id AS runId, e.person_id AS personId, p.full_name AS name
        FROM enrolment e JOIN person p ON p.id = e.person_id
        WHERE e.${column} IN (${placeholders(ids)}) AND e.status = 'active' ORDER BY e.id`,
      [...ids],
    );
  }
}
