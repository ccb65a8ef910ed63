import { Get, Post } from '@nestjs/common';
import { z } from 'zod';
import { listQuery } from '#libs/platform';
import {
  type LinkFields,
  linkFields,
  type MaterialRow,
  MaterialsService,
  materialAccess,
  materialFields,
  RunsService,
  SessionsService,
} from '#libs/training';
import { TakesFile } from '../../web/file-routes.js';
import { Allow, Form, Pages, Shows, type Visit } from '../../web/index.js';
import { removalForm } from '../session.forms.js';
import { materialFormPage } from './material-form.view.js';
import { receivedMaterial } from './received-material.js';

const everySession = listQuery.parse({ pageSize: 200, total: 'false' });

/** A link has an address, a file none. */
const editedMaterial = materialFields.extend({ version: z.number().int(), url: linkFields.shape.url.optional() });

/** Handing something out in a run: a link, or a file. */
@Pages('runs')
export class RunMaterialFormPages {
  constructor(
    private readonly materials: MaterialsService,
    private readonly sessions: SessionsService,
    private readonly runs: RunsService,
  ) {}

  @Get(':id/materials/new')
  @Allow(materialAccess.write)
  @Shows('materials/form')
  async linkForm(visit: Visit) {
    return this.form(visit, 'link');
  }

  @Post(':id/materials/new')
  @Allow(materialAccess.write)
  @Form('linkForm', 'material', linkFields)
  async addLink(visit: Visit, fields: LinkFields) {
    await this.materials.addLink(visit.actor, visit.id(), fields);
    return visit.to(`/runs/${visit.id()}/materials`, 'materials.notice.added');
  }

  @Get(':id/material-files/new')
  @Allow(materialAccess.write)
  @Shows('materials/form')
  async fileForm(visit: Visit) {
    return this.form(visit, 'file');
  }

  @Post(':id/material-files/new')
  @Allow(materialAccess.write)
  @Form('fileForm', 'material')
  @TakesFile()
  async addFile(visit: Visit) {
    await this.materials.expect(visit.actor, visit.id());
    const { fields, file } = await receivedMaterial(await visit.receive(this.materials.limit));
    await this.materials.addFile(visit.actor, visit.id(), fields, file);
    return visit.to(`/runs/${visit.id()}/materials`, 'materials.notice.added');
  }

  private async form(visit: Visit, kind: MaterialRow['kind']) {
    const runId = visit.id();
    await this.materials.expect(visit.actor, runId);
    const run = await this.runs.describe(visit.actor, runId);
    const { items } = await this.sessions.list(visit.actor, runId, everySession);
    return materialFormPage(visit, { run, kind, sessions: items, limit: this.materials.limit });
  }
}

@Pages('materials')
export class MaterialPages {
  constructor(
    private readonly materials: MaterialsService,
    private readonly sessions: SessionsService,
    private readonly runs: RunsService,
  ) {}

  @Get(':id/file')
  @Allow(materialAccess.read)
  async file(visit: Visit) {
    return visit.file(await this.materials.open(visit.actor, visit.id()));
  }

  @Get(':id/edit')
  @Allow(materialAccess.write)
  @Shows('materials/form')
  async form(visit: Visit) {
    const material = await this.materials.get(visit.actor, visit.id());
    const { runId, kind } = material;
    await this.materials.expect(visit.actor, runId);
    const run = await this.runs.describe(visit.actor, runId);
    const { items } = await this.sessions.list(visit.actor, runId, everySession);
    return materialFormPage(visit, { run, kind, sessions: items, limit: this.materials.limit, material });
  }

  @Post(':id/edit')
  @Allow(materialAccess.write)
  @Form('form', 'material', editedMaterial)
  async edit(visit: Visit, { version, ...fields }: z.output<typeof editedMaterial>) {
    const { runId } = await this.materials.edit(visit.actor, visit.id(), version, fields);
    return visit.to(`/runs/${runId}/materials`, 'materials.notice.saved');
  }

  @Post(':id/removal')
  @Allow(materialAccess.write)
  @Form('form', 'remove', removalForm)
  async remove(visit: Visit, { version }: z.output<typeof removalForm>) {
    const { runId } = await this.materials.get(visit.actor, visit.id());
    await this.materials.remove(visit.actor, visit.id(), version);
    return visit.to(`/runs/${runId}/materials`, 'materials.notice.removed');
  }
}
