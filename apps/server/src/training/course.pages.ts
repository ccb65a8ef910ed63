import { Get, Post } from '@nestjs/common';
import { z } from 'zod';
import { isGranted } from '#libs/kernel';
import { listQuery } from '#libs/platform';
import {
  CoursesService,
  courseAccess,
  courseFields,
  courseQuery,
  ProgrammesService,
  RunsService,
  runQuery,
} from '#libs/training';
import { Allow, Form, Pages, Shows, type Visit } from '../web/index.js';
import { courseFormPage, coursePage, coursesPage } from './course-page.view.js';
import { requiredForm, requiredOfCourse } from './required-outputs.forms.js';

const typedCourse = courseFields.omit({ requiredOutputs: true }).extend({ required: requiredForm });
const editedCourse = typedCourse.extend({ version: z.number().int() });
const everyProgramme = listQuery.parse({ pageSize: 200, total: 'false' });

@Pages('courses')
export class CoursePages {
  constructor(
    private readonly courses: CoursesService,
    private readonly programmes: ProgrammesService,
    private readonly runs: RunsService,
  ) {}

  @Get()
  @Allow(courseAccess.read)
  @Shows('courses/index')
  async index(visit: Visit) {
    const query = visit.read(courseQuery);
    const listing = await this.courses.list(visit.actor, query);
    return coursesPage(visit, query, listing, await this.allProgrammes(visit), mayWrite(visit));
  }

  @Get('new')
  @Allow(courseAccess.write)
  @Shows('courses/form')
  async newForm(visit: Visit) {
    return courseFormPage(visit, null, await this.allProgrammes(visit));
  }

  @Post('new')
  @Allow(courseAccess.write)
  @Form('newForm', 'course', typedCourse)
  async add(visit: Visit, { required, ...fields }: z.output<typeof typedCourse>) {
    const requiredOutputs = requiredOfCourse(required) ?? [];
    const { id } = await this.courses.add(visit.actor, { ...fields, requiredOutputs });
    return visit.to(`/courses/${id}`, 'courses.notice.added');
  }

  @Get(':id')
  @Allow(courseAccess.read)
  @Shows('courses/show')
  async show(visit: Visit) {
    const course = await this.courses.getInSight(visit.actor, visit.id());
    const query = runQuery.parse({ courseId: course.id, pageSize: 200 });
    return coursePage(visit, course, await this.runs.list(visit.actor, query), mayWrite(visit));
  }

  @Get(':id/edit')
  @Allow(courseAccess.write)
  @Shows('courses/form')
  async editForm(visit: Visit) {
    const course = await this.courses.getInSight(visit.actor, visit.id());
    return courseFormPage(visit, course, await this.allProgrammes(visit));
  }

  @Post(':id/edit')
  @Allow(courseAccess.write)
  @Form('editForm', 'course', editedCourse)
  async edit(visit: Visit, { version, required, ...fields }: z.output<typeof editedCourse>) {
    const requiredOutputs = requiredOfCourse(required);
    await this.courses.edit(visit.actor, visit.id(), version, {
      ...fields,
      ...(requiredOutputs && { requiredOutputs }),
    });
    return visit.to(`/courses/${visit.id()}`, 'courses.notice.saved');
  }

  private async allProgrammes(visit: Visit) {
    return (await this.programmes.list(visit.actor, everyProgramme)).items;
  }
}

const mayWrite = ({ actor }: Visit): boolean => isGranted(actor, courseAccess.write);
