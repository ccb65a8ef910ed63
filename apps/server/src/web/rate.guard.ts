import { type ExecutionContext, Injectable } from '@nestjs/common';
import { ThrottlerGuard } from '@nestjs/throttler';
import type { FastifyReply, FastifyRequest } from 'fastify';

/** So many requests a minute from one address; assets and health checks are free. */
@Injectable()
export class RateGuard extends ThrottlerGuard {
  protected override async shouldSkip(context: ExecutionContext): Promise<boolean> {
    const { url } = context.switchToHttp().getRequest<FastifyRequest>();
    return url.startsWith('/assets/') || url.startsWith('/health/');
  }

  protected override getRequestResponse(context: ExecutionContext) {
    const http = context.switchToHttp();
    const reply = http.getResponse<FastifyReply>();
    return {
      req: http.getRequest<FastifyRequest>() as unknown as Record<string, unknown>,
      res: Object.assign(reply, {}) as unknown as Record<string, unknown>,
    } as never;
  }
}
