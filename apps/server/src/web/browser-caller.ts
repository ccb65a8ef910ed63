import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { Actor, Language } from '#libs/kernel';
import { AccountsService, SignInService } from '#libs/people';
import { signInCookie } from './sign-in-cookie.js';

/** Who sits at the browser, by the cookie of the sign-in, with the rights of this moment. */
@Injectable()
export class BrowserCaller {
  constructor(
    private readonly accounts: AccountsService,
    private readonly signIns: SignInService,
  ) {}

  async find(request: FastifyRequest, language: Language): Promise<Actor | null> {
    const token = request.cookies[signInCookie];
    const found = token ? await this.signIns.findBrowser(token) : null;
    return found ? this.accounts.actorOf(found.accountId, found.signInId, language) : null;
  }
}
