import { Body, Get, Patch, Post, Query } from '@nestjs/common';
import type { Actor } from '#libs/kernel';
import { mapListing } from '#libs/platform';
import {
  type CourseChanges,
  type CourseFields,
  type CourseQuery,
  CoursesService,
  courseAccess,
  courseChanges,
  courseFields,
  courseQuery,
} from '#libs/training';
import { Allow, Answers, Api, Creates, CurrentActor, Id, IfMatch, listOf } from '../web/index.js';
import { courseResource, courseSchema } from './course.view.js';

@Api('courses')
export class CoursesApi {
  constructor(private readonly courses: CoursesService) {}

  @Get()
  @Allow(courseAccess.read)
  @Answers(listOf(courseSchema))
  async list(@CurrentActor() actor: Actor, @Query({ schema: courseQuery }) query: CourseQuery) {
    return mapListing(await this.courses.list(actor, query), courseResource);
  }

  @Get(':id')
  @Allow(courseAccess.read)
  @Answers(courseSchema)
  async get(@CurrentActor() actor: Actor, @Id() id: string) {
    return courseResource(await this.courses.getInSight(actor, id));
  }

  @Post()
  @Allow(courseAccess.write)
  @Creates(courseSchema, '/api/v1/courses')
  async add(@CurrentActor() actor: Actor, @Body({ schema: courseFields }) fields: CourseFields) {
    return courseResource(await this.courses.add(actor, fields));
  }

  @Patch(':id')
  @Allow(courseAccess.write)
  @Answers(courseSchema)
  async edit(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @IfMatch() version: number,
    @Body({ schema: courseChanges }) changes: CourseChanges,
  ) {
    return courseResource(await this.courses.edit(actor, id, version, changes));
  }
}
