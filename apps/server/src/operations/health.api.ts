import { statfs } from 'node:fs/promises';
import { Controller, Get, Inject, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { CONFIGURATION, type Configuration, Schema } from '#libs/platform';
import { AllowAnyone } from '../web/index.js';

/** Bytes that must be free for files to be taken in. */
const spare = 200 * 1024 * 1024;

/** Milliseconds. */
const patience = 3000;

/** For those who watch the service: is the process alive, and can it do its work now. */
@Controller('health')
@ApiExcludeController()
export class HealthApi {
  constructor(
    private readonly schema: Schema,
    @Inject(CONFIGURATION) private readonly configuration: Configuration,
  ) {}

  @Get('live')
  @AllowAnyone()
  live(): { status: 'ok' } {
    return { status: 'ok' };
  }

  @Get('ready')
  @AllowAnyone()
  async ready(@Res({ passthrough: true }) reply: FastifyReply) {
    const database = await soon(this.schema.isReachable());
    const migrations = database && (await soon(this.schema.hasPendingMigrations().then((pending) => !pending)));
    const checks = { database, migrations, disk: await soon(this.hasRoom()) };
    const isReady = Object.values(checks).every(Boolean);
    reply.status(isReady ? 200 : 503);
    return { status: isReady ? 'ok' : 'unavailable', checks };
  }

  private async hasRoom(): Promise<boolean> {
    const { bavail, bsize } = await statfs(this.configuration.dataDir);
    return bavail * bsize > spare;
  }
}

/** What fails, or does not answer while somebody still waits, is not there. */
function soon(check: Promise<boolean>): Promise<boolean> {
  const late = new Promise<boolean>((resolve) => setTimeout(resolve, patience, false).unref());
  return Promise.race([check.catch(() => false), late]);
}
