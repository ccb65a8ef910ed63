import { Injectable } from '@nestjs/common';
import { type Actor, invalid, newId, notFound, requireGrant, stale } from '#libs/kernel';
import { Audit, type Listing, UnitOfWork, violatesUnique } from '#libs/platform';
import { Course, type CourseContent } from './course.entity.js';
import type { CourseChanges, CourseFields, CourseQuery } from './course.fields.js';
import { type CourseRow, CoursesRepository } from './courses.repository.js';
import { ProgrammesRepository } from './programmes.repository.js';
import { courseAccess } from './training.policy.js';

@Injectable()
export class CoursesService {
  constructor(
    private readonly courses: CoursesRepository,
    private readonly programmes: ProgrammesRepository,
    private readonly unitOfWork: UnitOfWork,
    private readonly audit: Audit,
  ) {}

  list(actor: Actor, query: CourseQuery): Promise<Listing<CourseRow>> {
    return this.courses.list(actor, query);
  }

  async getInSight(actor: Actor, id: string): Promise<CourseRow> {
    const course = await this.courses.findInSight(actor, id);
    if (!course) throw notFound('course');
    return course;
  }

  async add(actor: Actor, fields: CourseFields): Promise<CourseRow> {
    requireGrant(actor, courseAccess.write);
    return this.unitOfWork.run(async () => {
      const course = Object.assign(new Course(), { id: newId(), version: 1 });
      await this.describe(course, fields);
      await unlessCodeTaken(() => this.courses.add(course));
      await this.audit.record(actor, { action: 'course.added', noun: 'course', subjectId: course.id });
      return this.getInSight(actor, course.id);
    });
  }

  /** Runs keep the rules they were planned with. `version` is the one the person was looking at. */
  async edit(actor: Actor, id: string, version: number, changes: CourseChanges): Promise<CourseRow> {
    requireGrant(actor, courseAccess.write);
    return this.unitOfWork.run(async () => {
      await this.getInSight(actor, id);
      const course = (await this.courses.find(id))!;
      if (course.version !== version) throw stale('course');
      await this.describe(course, { ...contentOf(course), ...changes });
      await unlessCodeTaken(() => this.courses.save(course));
      await this.audit.record(actor, {
        action: 'course.edited',
        noun: 'course',
        subjectId: id,
        details: { fields: Object.keys(changes) },
      });
      return this.getInSight(actor, id);
    });
  }

  private async describe(course: Course, content: CourseContent): Promise<void> {
    if (!(await this.programmes.find(content.programmeId)))
      throw invalid({ pointer: '/programmeId', code: 'field.not_a_choice' });
    course.describe(content);
  }
}

function contentOf(course: Course): CourseContent {
  const { id: _, version: __, searchKey: ___, ...content } = course;
  return content;
}

async function unlessCodeTaken(work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (violatesUnique(error, 'uq_course_code', 'course', ['code']))
      throw invalid({ pointer: '/code', code: 'course.code_taken' });
    throw error;
  }
}
