import { type CanActivate, type ExecutionContext, Inject, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { AuthGuard } from '@nestjs/passport';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { type Actor, DomainError, type Language, publicActor, requireGrant } from '#libs/kernel';
import { AccountsService } from '#libs/people';
import { CONFIGURATION, type Configuration } from '#libs/platform';
import type { ProvenClaims } from './access-tokens.js';
import { type Admission, ALLOW } from './allow.js';
import { BrowserCaller } from './browser-caller.js';
import { BY_KEY } from './by-key.js';
import { checkCsrfToken, isSameOrigin } from './csrf.js';
import { TAKES_FILE } from './file-routes.js';
import { FormBody } from './form-body.js';
import { KeyDoor, keyIn } from './key-door.js';
import { languageOf, rememberLanguage } from './language.js';
import { ProvenTokens } from './proven-tokens.js';
import { isApi, isMultipart, isUnsafe } from './request.js';

/** Verifies a bearer token by passport; a bad one is 401. */
@Injectable()
class BearerGuard extends AuthGuard('access-token') {
  override handleRequest<Claims>(_error: unknown, claims: Claims | false): Claims {
    if (!claims) throw new DomainError('unauthenticated', 'token_invalid');
    return claims;
  }
}

/**
 * The one door every request comes through: language, who it is with the rights of this moment, forged forms turned
 * away, and what the route asks of its caller. Denies whatever does not declare whom it allows.
 */
@Injectable()
export class EntryGuard implements CanActivate {
  private readonly bearer = new BearerGuard();
  private readonly proven = new ProvenTokens();

  constructor(
    private readonly reflector: Reflector,
    private readonly accounts: AccountsService,
    private readonly browser: BrowserCaller,
    private readonly keys: KeyDoor,
    @Inject(CONFIGURATION) private readonly configuration: Configuration,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    request.language = languageOf(request);
    rememberLanguage(request, context.switchToHttp().getResponse<FastifyReply>(), this.configuration);
    request.actor = await this.identify(context, request, request.language);
    this.refuseForged(request, this.reflector.get(TAKES_FILE, context.getHandler()) !== undefined);
    const admission = this.reflector.getAllAndOverride<Admission | undefined>(ALLOW, [
      context.getHandler(),
      context.getClass(),
    ]);
    this.admit(request.actor, admission);
    return true;
  }

  private async identify(context: ExecutionContext, request: FastifyRequest, language: Language): Promise<Actor> {
    const { authorization } = request.headers;
    if (isApi(request) && authorization) {
      const key = keyIn(authorization);
      if (key) return this.keys.enter(request, key, this.reflector.get(BY_KEY, context.getHandler()), language);
      const { sub, sid } = this.proven.find(authorization) ?? (await this.prove(context, request, authorization));
      const actor = await this.accounts.actorOf(sub, sid, language);
      if (!actor) throw new DomainError('unauthenticated', 'token_invalid');
      return actor;
    }
    const actor = await this.browser.find(request, language);
    request.bySignInCookie = actor !== null;
    return actor ?? publicActor(language);
  }

  private async prove(context: ExecutionContext, request: FastifyRequest, header: string): Promise<ProvenClaims> {
    await this.bearer.canActivate(context);
    const { user } = request as FastifyRequest & { user: ProvenClaims };
    this.proven.keep(header, user);
    return user;
  }

  /** Everything a browser sends by itself needs a token in the form or in `x-csrf-token`. */
  private refuseForged(request: FastifyRequest, takesFile: boolean): void {
    if (!isUnsafe(request)) return;
    if (isMultipart(request) && !takesFile) throw new DomainError('unsupported', 'media_type');
    if (isApi(request) && !request.bySignInCookie) return;
    if (isMultipart(request)) {
      if (!isSameOrigin(request)) throw new DomainError('forbidden', 'csrf');
      request.csrfPending = true;
      return;
    }
    const inForm = request.body instanceof FormBody ? request.body.one('_csrf') : undefined;
    const inHeader = request.headers['x-csrf-token'];
    // A form kept from before the sign-in ended has no valid token: it is refused as not signed in, and kept.
    // One that another site sends comes without our cookie too: it is not kept to be offered after the sign-in.
    const isKept = !isApi(request) && request.actor?.accountId === null && this.needsSignIn(request);
    if (isKept && isSameOrigin(request)) return;
    checkCsrfToken(
      this.configuration.secretKey,
      request,
      inForm ?? (typeof inHeader === 'string' ? inHeader : undefined),
    );
  }

  private needsSignIn(request: FastifyRequest): boolean {
    return !['/sign-in', '/verify', '/invitations'].some((path) => request.url.startsWith(path));
  }

  private admit(actor: Actor, admission: Admission | undefined): void {
    if (admission === 'anyone') return;
    if (actor.kind === 'public' && admission === 'signed-in')
      throw new DomainError('unauthenticated', 'unauthenticated');
    if (admission === undefined) throw new DomainError('forbidden', 'forbidden');
    if (admission !== 'signed-in') requireGrant(actor, admission);
  }
}
