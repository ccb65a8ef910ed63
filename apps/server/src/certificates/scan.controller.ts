import { Controller, Get, Param, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { Throttle } from '@nestjs/throttler';
import { RevocationLists } from '#libs/certificates';
import { notFound } from '#libs/kernel';
import { isKnown } from '../web/etag.js';
import { AllowAnyone } from '../web/index.js';
import type { FastifyReply, FastifyRequest } from '../web/request.js';
import { ScanShell } from './scan-shell.js';
import { askingLimit } from './verification-limits.js';

/** Checking certificates without a network: the page and its files, the same for everybody, and the list it keeps. */
@Controller('verify')
@ApiExcludeController()
export class ScanController {
  constructor(
    private readonly shell: ScanShell,
    private readonly lists: RevocationLists,
  ) {}

  @Get('scan')
  @AllowAnyone()
  async page(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    // Of all pages this one alone asks for the camera.
    reply.header('permissions-policy', 'camera=(self), microphone=(), geolocation=()');
    await this.send('', request, reply);
  }

  @Get('scan/:file')
  @AllowAnyone()
  async other(@Param('file') name: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    await this.send(name, request, reply);
  }

  /** Kept by whoever likes, and asked for again before each use: the next answer knows of every revocation before it. */
  @Get('revocations')
  @AllowAnyone()
  @Throttle(askingLimit)
  async revocations(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const { etag, signed } = await this.lists.current();
    reply.header('etag', etag).header('cache-control', 'public, no-cache');
    if (isKnown(request, etag)) return void (await reply.status(304).send());
    await reply.type('application/jose').send(signed);
  }

  private async send(name: string, request: FastifyRequest, reply: FastifyReply): Promise<void> {
    const file = await this.shell.file(name, request.language ?? 'en');
    if (!file) throw notFound('page');
    reply.header('cache-control', file.cacheControl).type(file.contentType);
    // The worker stands in for the pages of verification too.
    if (name === 'worker.js') reply.header('service-worker-allowed', '/verify');
    await reply.send(file.body);
  }
}
