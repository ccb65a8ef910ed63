import { Body, Delete, Post, Put, Req } from '@nestjs/common';
import { Throttle } from '@nestjs/throttler';
import type { FastifyRequest } from 'fastify';
import type { z } from 'zod';
import type { Actor } from '#libs/kernel';
import { SignInService } from '#libs/people';
import { AccessTokens, accessTokenLife } from '../web/access-tokens.js';
import { AllowAnyone, AllowSignedIn, Answers, Api, CurrentActor, MayRefuse, NoContent, Unkeyed } from '../web/index.js';
import { refreshFields, signInFields, tokensSchema } from './auth.fields.js';

/** Attempts a minute from one address; the account has a limit of its own. */
const attempts = { default: { limit: 20, ttl: 60_000 } };

/** Sign-in for programs: a short access token and a refresh token that changes at every use. */
@Api('auth/session')
export class AuthSessionApi {
  constructor(
    private readonly signIns: SignInService,
    private readonly tokens: AccessTokens,
  ) {}

  @Post()
  @AllowAnyone()
  @MayRefuse(401)
  @Throttle(attempts)
  @Unkeyed()
  @Answers(tokensSchema)
  async signIn(@Req() request: FastifyRequest, @Body({ schema: signInFields }) fields: z.output<typeof signInFields>) {
    return this.answer(await this.signIns.signIn({ ...fields, kind: 'api', ...origin(request) }));
  }

  @Put()
  @AllowAnyone()
  @MayRefuse(401)
  @Throttle(attempts)
  @Answers(tokensSchema)
  async rotate(@Body({ schema: refreshFields }) { refreshToken }: z.output<typeof refreshFields>) {
    return this.answer(await this.signIns.rotate(refreshToken));
  }

  @Delete()
  @AllowSignedIn()
  @NoContent()
  async signOut(@CurrentActor() actor: Actor): Promise<void> {
    await this.signIns.end(actor);
  }

  private async answer({ accountId, signInId, token }: { accountId: string; signInId: string; token: string }) {
    const accessToken = await this.tokens.issue(accountId, signInId);
    return { accessToken, expiresIn: accessTokenLife, refreshToken: token };
  }
}

export const origin = (request: FastifyRequest): { address: string; userAgent: string } => ({
  address: request.ip,
  userAgent: (request.headers['user-agent'] ?? '').slice(0, 200),
});
