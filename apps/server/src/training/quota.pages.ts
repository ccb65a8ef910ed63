import { Get, Post } from '@nestjs/common';
import { z } from 'zod';
import { Clock, localDateOf } from '#libs/kernel';
import { OrganisationsService, organisationQuery } from '#libs/people';
import { QuotasService, quotaAccess, quotaRows } from '#libs/training';
import { Allow, Form, Pages, Shows, type Visit } from '../web/index.js';
import { quotasPage } from './quota-page.view.js';

/** Rows without an organisation or without seats are not meant: an organisation whose field was emptied has no quota. */
const quotaForm = z.strictObject({
  version: z.number().int(),
  quotas: z
    .array(z.strictObject({ organisationId: z.string(), seats: z.number().int().min(0).max(1000).optional() }))
    .transform((rows) => rows.filter(({ organisationId, seats }) => organisationId !== '' && seats !== undefined))
    .pipe(quotaRows),
});

@Pages('runs')
export class QuotaPages {
  constructor(
    private readonly quotas: QuotasService,
    private readonly organisations: OrganisationsService,
    private readonly clock: Clock,
  ) {}

  @Get(':id/quotas')
  @Allow(quotaAccess.set)
  @Shows('runs/quotas')
  async form(visit: Visit) {
    const { run, quotas } = await this.quotas.ofRun(visit.actor, visit.id());
    const query = organisationQuery.parse({
      country: 'LA',
      validOn: localDateOf(this.clock.now()),
      pageSize: 200,
      total: 'false',
    });
    const { items } = await this.organisations.list(visit.actor, query);
    return quotasPage(visit, run, quotas, items);
  }

  @Post(':id/quotas')
  @Allow(quotaAccess.set)
  @Form('form', 'quotas', quotaForm)
  async set(visit: Visit, { version, quotas }: z.output<typeof quotaForm>) {
    await this.quotas.set(visit.actor, visit.id(), version, quotas);
    return visit.to(`/runs/${visit.id()}`, 'runs.notice.quotas');
  }
}
