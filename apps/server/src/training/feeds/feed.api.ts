import { createHash } from 'node:crypto';
import { Controller, Get, Param, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { Throttle } from '@nestjs/throttler';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { notFound } from '#libs/kernel';
import { FeedsService } from '#libs/training';
import { isKnown } from '../../web/etag.js';
import { AllowAnyone } from '../../web/index.js';

/** For each link, since from one address many people's calendars ask: those of one provider, or of one office. */
const askingLimit = {
  default: { limit: 30, ttl: 60_000, getTracker: ({ url }: Record<string, unknown>) => String(url).split('?')[0]! },
};

/** Timetables for calendars, which neither sign in nor speak our API: the secret in the address is all they have. */
@Controller('calendar-feeds')
@ApiExcludeController()
export class FeedsApi {
  constructor(private readonly feeds: FeedsService) {}

  @Get(':file')
  @AllowAnyone()
  @Throttle(askingLimit)
  async send(@Param('file') file: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    reply.header('referrer-policy', 'no-referrer').header('x-robots-tag', 'noindex');
    if (!file.endsWith('.ics')) throw notFound('calendar_link');
    const text = await this.feeds.read(file.slice(0, -'.ics'.length), request.ip);
    const etag = `"${createHash('sha256').update(text).digest('base64url')}"`;
    // Kept by whoever asked alone, and asked for anew each time: what they may see can change at any moment.
    reply.header('etag', etag).header('cache-control', 'private, no-cache');
    if (isKnown(request, etag)) return void (await reply.status(304).send());
    reply.type('text/calendar; charset=utf-8').header('content-disposition', 'inline; filename="timetable.ics"');
    await reply.send(text);
  }
}
