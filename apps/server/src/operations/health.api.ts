import { statfs } from 'node:fs/promises';
import { Controller, Get, Inject, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { CONFIGURATION, type Configuration, Schema } from '#libs/platform';
import { AllowAnyone } from '../web/index.js';

/** Bytes that must be free for files to be taken in. */
const spare = 200 * 1024 * 1024;

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
    const database = await this.schema.isReachable();
    const migrations = database && !(await this.schema.hasPendingMigrations());
    const { bavail, bsize } = await statfs(this.configuration.dataDir);
    const checks = { database, migrations, disk: bavail * bsize > spare };
    const isReady = Object.values(checks).every(Boolean);
    reply.status(isReady ? 200 : 503);
    return { status: isReady ? 'ok' : 'unavailable', checks };
  }
}
