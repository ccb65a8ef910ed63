import type { INestApplicationContext } from '@nestjs/common';
import type { Actor } from '#libs/kernel';
import { SavedSearchesService, savedSearchFields } from '#libs/outputs';

/** What an enterprise looks for again and again. */
const demoSearches = [
  { name: 'ຊີມັງ', query: { q: 'ຊີມັງ' } },
  { name: 'ດ່ານ ລາວບາວ–ແດນສະຫວັນ', query: { gate: 'lao_bao_densavan' } },
];

export async function saveSearches(context: INestApplicationContext, consumer: Actor): Promise<void> {
  for (const search of demoSearches)
    await context.get(SavedSearchesService).save(consumer, savedSearchFields.parse(search));
}
