import { Get, Post } from '@nestjs/common';
import {
  type DistinctionFields,
  distinctionFields,
  duplicatesQuery,
  type MergeFields,
  MergingService,
  mergeFields,
  personAccess,
  ResemblancesService,
} from '#libs/people';
import { Allow, Form, Pages, Shows, type Visit } from '../web/index.js';
import { previewQuery } from './merging.api.js';
import { duplicatesPage, mergePage } from './merging-page.view.js';

/** Where the Lao coordinator looks at two records and says whether they are one human. */
@Pages('people')
export class MergingPages {
  constructor(
    private readonly resemblances: ResemblancesService,
    private readonly merging: MergingService,
  ) {}

  @Get('duplicates')
  @Allow(personAccess.merge)
  @Shows('people/duplicates')
  async duplicates(visit: Visit) {
    return duplicatesPage(visit, await this.resemblances.duplicates(visit.actor, visit.read(duplicatesQuery)));
  }

  @Get(':id/merge')
  @Allow(personAccess.merge)
  @Shows('people/merge')
  async review(visit: Visit) {
    const { duplicateId } = visit.read(previewQuery);
    return mergePage(visit, await this.merging.preview(visit.actor, visit.id(), duplicateId));
  }

  @Post(':id/merge')
  @Allow(personAccess.merge)
  @Form('review', 'merge', mergeFields)
  async merge(visit: Visit, fields: MergeFields) {
    const { id } = await this.merging.merge(visit.actor, visit.id(), fields);
    return visit.to(`/people/${id}`, 'people.notice.merged');
  }

  @Post(':id/distinction')
  @Allow(personAccess.merge)
  @Form('review', 'distinguish', distinctionFields)
  async distinguish(visit: Visit, fields: DistinctionFields) {
    await this.merging.distinguish(visit.actor, visit.id(), fields);
    return visit.to('/people/duplicates', 'people.notice.distinguished');
  }
}
