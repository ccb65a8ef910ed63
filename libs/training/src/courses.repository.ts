import { Injectable } from '@nestjs/common';
import { type Actor, type LocalisedText, type Scope, scopeOf, searchKey } from '#libs/kernel';
import {
  allOf,
  anyOf,
  containing,
  Database,
  flagOfRaw,
  jsonOfRaw,
  type Listing,
  listPage,
  mapListing,
  type Where,
  where,
} from '#libs/platform';
import { Course } from './course.entity.js';
import type { CourseQuery } from './course.fields.js';
import type { RequiredOfCourse } from './required-outputs.rules.js';
import { courseAccess } from './training.policy.js';

export interface CourseRow {
  id: string;
  code: string;
  title: LocalisedText;
  objectives: LocalisedText;
  units: number;
  attendanceThreshold: number;
  excusedCounts: boolean;
  hasAssessment: boolean;
  requiredOutputs: RequiredOfCourse[];
  programmeId: string;
  programmeCode: string;
  programmeTitle: LocalisedText;
  version: number;
}

/** Whoever sees published ones only sees a course once a call for a run of it was opened. */
const inSight = ({ allBy, publishedOnly }: Scope): Where =>
  anyOf(
    allBy.length > 0 ? where('1 = 1') : null,
    publishedOnly
      ? where('EXISTS (SELECT 1 FROM course_run cr WHERE cr.course_id = c.id AND cr.called_at IS NOT NULL)')
      : null,
  );

const columns = `c.id, c.code, c.title, c.objectives, c.units, c.attendance_threshold, c.excused_counts,
  c.has_assessment, c.required_outputs, c.programme_id, p.code AS programme_code, p.title AS programme_title, c.version`;

@Injectable()
export class CoursesRepository {
  constructor(private readonly database: Database) {}

  async list(actor: Actor, query: CourseQuery): Promise<Listing<CourseRow>> {
    const words = query.q ? searchKey(query.q) : '';
    const listing = await listPage<Record<string, unknown>>(
      this.database,
      {
        from: 'course c',
        id: 'c.id',
        where: allOf(
          inSight(scopeOf(actor, courseAccess.read)),
          query.programmeId ? where('c.programme_id = ?', query.programmeId) : null,
          words ? where("c.search_key LIKE ? ESCAPE '!'", containing(words)) : null,
        ),
        sorts: { code: 'c.code', units: 'c.units' },
        defaultSort: 'code',
        select: columns,
        join: 'JOIN programme p ON p.id = c.programme_id',
      },
      query,
    );
    return mapListing(listing, shape);
  }

  async findInSight(actor: Actor, id: string): Promise<CourseRow | null> {
    const scope = inSight(scopeOf(actor, courseAccess.read));
    const rows = await this.database.rows<Record<string, unknown>>(
      `SELECT ${columns} FROM course c JOIN programme p ON p.id = c.programme_id WHERE c.id = ? AND (${scope.sql})`,
      [id, ...scope.parameters],
    );
    return rows.length > 0 ? shape(rows[0]) : null;
  }

  find(id: string): Promise<Course | null> {
    return this.database.read.findOneBy(Course, { id });
  }

  add(course: Course): Promise<void> {
    return this.database.insert(course);
  }

  save(course: Course): Promise<void> {
    return this.database.update(course);
  }
}

function shape(raw: Record<string, unknown>): CourseRow {
  return {
    id: raw.id as string,
    code: raw.code as string,
    title: jsonOfRaw(raw.title),
    objectives: jsonOfRaw(raw.objectives),
    units: Number(raw.units),
    attendanceThreshold: Number(raw.attendance_threshold),
    excusedCounts: flagOfRaw(raw.excused_counts),
    hasAssessment: flagOfRaw(raw.has_assessment),
    requiredOutputs: jsonOfRaw(raw.required_outputs),
    programmeId: raw.programme_id as string,
    programmeCode: raw.programme_code as string,
    programmeTitle: jsonOfRaw(raw.programme_title),
    version: Number(raw.version),
  };
}
