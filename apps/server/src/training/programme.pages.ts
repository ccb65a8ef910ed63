import { Get, Post } from '@nestjs/common';
import { z } from 'zod';
import { isGranted } from '#libs/kernel';
import { listQuery } from '#libs/platform';
import {
  CoursesService,
  courseQuery,
  type ProgrammeFields,
  ProgrammesService,
  programmeAccess,
  programmeFields,
} from '#libs/training';
import { Allow, Form, Pages, Shows, type Visit } from '../web/index.js';
import { programmeFormPage, programmePage, programmesPage } from './programme-page.view.js';

const editedProgramme = programmeFields.extend({ version: z.number().int() });

@Pages('programmes')
export class ProgrammePages {
  constructor(
    private readonly programmes: ProgrammesService,
    private readonly courses: CoursesService,
  ) {}

  @Get()
  @Allow(programmeAccess.read)
  @Shows('programmes/index')
  async index(visit: Visit) {
    const query = visit.read(listQuery);
    return programmesPage(visit, query, await this.programmes.list(visit.actor, query), mayWrite(visit));
  }

  @Get('new')
  @Allow(programmeAccess.write)
  @Shows('programmes/form')
  async newForm(visit: Visit) {
    return programmeFormPage(visit, null);
  }

  @Post('new')
  @Allow(programmeAccess.write)
  @Form('newForm', 'programme', programmeFields)
  async add(visit: Visit, fields: ProgrammeFields) {
    const { id } = await this.programmes.add(visit.actor, fields);
    return visit.to(`/programmes/${id}`, 'programmes.notice.added');
  }

  @Get(':id')
  @Allow(programmeAccess.read)
  @Shows('programmes/show')
  async show(visit: Visit) {
    const programme = await this.programmes.getInSight(visit.actor, visit.id());
    const query = courseQuery.parse({ programmeId: programme.id, pageSize: 200 });
    return programmePage(visit, programme, await this.courses.list(visit.actor, query), mayWrite(visit));
  }

  @Get(':id/edit')
  @Allow(programmeAccess.write)
  @Shows('programmes/form')
  async editForm(visit: Visit) {
    return programmeFormPage(visit, await this.programmes.getInSight(visit.actor, visit.id()));
  }

  @Post(':id/edit')
  @Allow(programmeAccess.write)
  @Form('editForm', 'programme', editedProgramme)
  async edit(visit: Visit, { version, ...fields }: z.output<typeof editedProgramme>) {
    await this.programmes.edit(visit.actor, visit.id(), version, fields);
    return visit.to(`/programmes/${visit.id()}`, 'programmes.notice.saved');
  }
}

const mayWrite = ({ actor }: Visit): boolean => isGranted(actor, programmeAccess.write);
