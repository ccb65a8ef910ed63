import { Controller, Get, Inject, Param, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { notFound } from '#libs/kernel';
import { CONFIGURATION, type Configuration } from '#libs/platform';
import { csrfToken } from '../../web/csrf.js';
import { AllowAnyone } from '../../web/index.js';
import type { FastifyReply, FastifyRequest } from '../../web/request.js';
import { RollCallShell } from './roll-call-shell.js';

/**
 * The page that calls rolls without a network. Its files hold nobody's data and are for everybody: a browser fetches
 * them anew when it likes, also after the sign-in has ended.
 */
@Controller('roll-call')
@ApiExcludeController()
export class RollCallController {
  constructor(
    private readonly shell: RollCallShell,
    @Inject(CONFIGURATION) private readonly configuration: Configuration,
  ) {}

  @Get()
  @AllowAnyone()
  async page(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    await this.send('', request, reply);
  }

  /** Whose page this is now, and what its requests have to carry. */
  @Get('caller')
  @AllowAnyone()
  async caller(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const { accountId = null, name = '' } = request.actor ?? {};
    const csrf = csrfToken(this.configuration.secretKey, request);
    await reply
      .header('cache-control', 'private, no-store')
      .send({ account: accountId && { id: accountId, name }, csrf });
  }

  @Get(':file')
  @AllowAnyone()
  async other(@Param('file') name: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    await this.send(name, request, reply);
  }

  private async send(name: string, request: FastifyRequest, reply: FastifyReply): Promise<void> {
    const file = this.shell.file(name, request.language ?? 'en');
    if (!file) throw notFound('page');
    reply.header('cache-control', file.cacheControl).type(file.contentType);
    // The worker looks after the page alone, whose address has no slash at its end.
    if (name === 'worker.js') reply.header('service-worker-allowed', '/roll-call');
    await reply.send(file.body);
  }
}
