import type { INestApplicationContext } from '@nestjs/common';
import type { Actor } from '#libs/kernel';
import { OutputUsesService, SharedDatabaseService, sharedQuery, useFields } from '#libs/outputs';

/** What those who know the shared database did with the first outputs in it. */
const demoUses = [
  { purpose: 'procurement', note: 'ໃຊ້ປຽບທຽບລາຄາ ກ່ອນຈັດຊື້ວັດສະດຸສຳລັບສາງແຫ່ງໃໝ່.' },
  { purpose: 'policy', note: 'Tham khảo khi soạn quy định về thời gian thông quan tại cửa khẩu.' },
];

export async function declareUses(context: INestApplicationContext, users: readonly Actor[]): Promise<void> {
  for (const [at, user] of users.entries()) {
    const query = sharedQuery.parse({ sort: 'publishedAt', pageSize: users.length });
    const { items } = await context.get(SharedDatabaseService).list(user, query);
    const output = items[at];
    if (output) await context.get(OutputUsesService).declare(user, output.id, useFields.parse(demoUses[at]));
  }
}
