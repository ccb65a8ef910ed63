import { type ExecutionContext, Injectable } from '@nestjs/common';
import { ThrottlerGuard } from '@nestjs/throttler';
import type { FastifyRequest } from 'fastify';

/** So many requests a minute from one address to one route; assets and health checks are free. */
@Injectable()
export class RateGuard extends ThrottlerGuard {
  protected override async shouldSkip(context: ExecutionContext): Promise<boolean> {
    const { url } = context.switchToHttp().getRequest<FastifyRequest>();
    return url.startsWith('/assets/') || url.startsWith('/health/');
  }

  /** What a count is kept under, in memory only: hashing it, as the library does, would cost more than it hides. */
  protected override generateKey(context: ExecutionContext, address: string, name: string): string {
    return `${context.getClass().name} ${context.getHandler().name} ${name} ${address}`;
  }
}
