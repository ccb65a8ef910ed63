import { Get, Post } from '@nestjs/common';
import { Clock } from '#libs/kernel';
import {
  OutputUsesService,
  PublishedOutputs,
  sharedDatabaseAccess,
  type UseFields,
  useAccess,
  useFields,
  usesQuery,
} from '#libs/outputs';
import { Allow, Form, Pages, Shows, type Visit } from '../../web/index.js';
import { usesPage } from './uses.view.js';

@Pages('shared-database/:id/uses')
export class UsesPages {
  constructor(
    private readonly uses: OutputUsesService,
    private readonly published: PublishedOutputs,
    private readonly clock: Clock,
  ) {}

  @Get()
  @Allow(sharedDatabaseAccess.public)
  @Shows('output-uses/index')
  async index(visit: Visit) {
    const output = await this.published.get(visit.actor, visit.id());
    return usesPage(
      visit,
      output,
      await this.uses.list(visit.actor, output.id, visit.read(usesQuery)),
      this.clock.now(),
    );
  }

  @Post()
  @Allow(useAccess.record)
  @Form('index', 'use', useFields)
  async declare(visit: Visit, fields: UseFields) {
    await this.uses.declare(visit.actor, visit.id(), fields);
    return visit.to(`/shared-database/${visit.id()}`, 'output-uses.notice.declared');
  }

  @Post(':useId/removal')
  @Allow(useAccess.record)
  @Form('index', 'removal')
  async takeBack(visit: Visit) {
    await this.uses.takeBack(visit.actor, visit.id(), visit.id('useId'));
    return visit.to(`/shared-database/${visit.id()}`, 'output-uses.notice.takenBack');
  }
}
