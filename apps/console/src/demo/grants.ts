import type { INestApplicationContext } from '@nestjs/common';
import type { Actor } from '#libs/kernel';
import { grantFields, OutputGrantsService, SharedDatabaseService, sharedQuery } from '#libs/outputs';

/** Lets the organisation of a consumer see what is restricted. */
export async function showRestricted(context: INestApplicationContext, by: Actor, to: Actor): Promise<void> {
  const { items } = await context.get(SharedDatabaseService).list(by, sharedQuery.parse({ accessLevel: 'restricted' }));
  const fields = grantFields.parse({
    organisationId: to.organisationId,
    reason: 'Bên nhận cần số liệu để lập kế hoạch xuất hàng qua cửa khẩu.',
  });
  for (const { id } of items) await context.get(OutputGrantsService).grant(by, id, fields);
}
