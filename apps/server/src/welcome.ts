import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Configuration } from '#libs/platform';

/** Says where the service is. */
export async function welcome(app: NestFastifyApplication, { publicUrl }: Configuration): Promise<void> {
  console.log(`\nMittaphap is ready: ${publicUrl}\nIt listens on ${await app.getUrl()}\n`);
}
