import type { INestApplicationContext } from '@nestjs/common';
import { DesignsService, designChanges } from '#libs/certificates';
import type { Actor } from '#libs/kernel';
import { listQuery } from '#libs/platform';
import type { DemoClock } from './demo-clock.js';

const politely = designChanges.parse({
  texts: { vi: { blocks: { lead: 'Chứng nhận ông/bà' } }, lo: { blocks: { lead: 'ຢັ້ງຢືນວ່າ ທ່ານ' } } },
});

/** A new version of the trilingual certificate, which waits for somebody else to activate it. */
export async function proposeDesign(context: INestApplicationContext, clock: DemoClock, planner: Actor): Promise<void> {
  const designs = context.get(DesignsService);
  const { items } = await designs.list(planner, listQuery.parse({ pageSize: 200, total: 'false' }));
  const trilingual = items.find(({ design }) => design.code === 'trilingual');
  if (!trilingual) return;
  const { id } = trilingual.design;
  clock.at(-2);
  const draft = await designs.draft(planner, id, {});
  await designs.edit(planner, id, draft.id, draft.version, politely);
  await designs.propose(planner, id, draft.id);
}
