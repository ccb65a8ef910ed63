import { Controller, Get, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { notFound } from '#libs/kernel';
import { AllowAnyone } from './allow.js';
import { FOR_EVER } from './assets.js';
import { PageRenderer } from './page-renderer.js';

/** Style sheet, fonts and icons, under addresses that carry their content's hash. */
@Controller('assets')
@ApiExcludeController()
export class AssetsController {
  constructor(private readonly renderer: PageRenderer) {}

  @Get('*')
  @AllowAnyone()
  async send(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const name = request.url.split('?')[0]!.slice('/assets/'.length);
    const asset = this.renderer.assets.files.get(name);
    if (!asset) throw notFound('page');
    reply.header('etag', asset.etag).header('cache-control', FOR_EVER).type(asset.contentType);
    if (request.headers['if-none-match'] === asset.etag) await reply.status(304).send();
    else await reply.send(asset.body);
  }
}
