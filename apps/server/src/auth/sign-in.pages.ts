import { Get, Inject, Post } from '@nestjs/common';
import { Throttle } from '@nestjs/throttler';
import { Clock } from '#libs/kernel';
import { SignInService } from '#libs/people';
import { CONFIGURATION, type Configuration } from '#libs/platform';
import { AllowAnyone, Form, OtherPage, Pages, Shows, type Visit } from '../web/index.js';
import { openForm } from '../web/kept-form.js';
import { ownPath } from '../web/own-path.js';
import { clearSignInCookie, setSignInCookie } from '../web/sign-in-cookie.js';
import { type SignInForm, signInForm } from './auth.fields.js';
import { origin } from './auth-session.api.js';
import { resumePage } from './resume.view.js';

@Pages('')
export class SignInPages {
  constructor(
    private readonly signIns: SignInService,
    private readonly clock: Clock,
    @Inject(CONFIGURATION) private readonly configuration: Configuration,
  ) {}

  @Get('sign-in')
  @AllowAnyone()
  @Shows('auth/sign-in')
  async show(visit: Visit) {
    const typed = visit.form?.values ?? {};
    const next = ownPath(String(typed.next ?? visit.query.next ?? '/'));
    return { title: visit.t('auth.signIn.title'), next, resume: typed.resume ?? '', email: typed.email ?? '' };
  }

  @Post('sign-in')
  @AllowAnyone()
  @Throttle({ default: { limit: 20, ttl: 60_000 } })
  @Form('show', 'sign-in', signInForm)
  async signIn(visit: Visit, { email, password, next, resume }: SignInForm) {
    const found = await this.signIns.signIn({ email, password, kind: 'browser', ...origin(visit.request) });
    setSignInCookie(visit.reply, found.token, this.configuration);
    const kept = resume ? openForm(this.configuration, resume, this.clock.now()) : null;
    if (!kept) return visit.to(ownPath(next));
    return new OtherPage('auth/resume', resumePage(visit, kept, found.signInId));
  }

  @Post('sign-out')
  @AllowAnyone()
  @Form('show', 'sign-out')
  async signOut(visit: Visit) {
    if (visit.actor.signInId) await this.signIns.end(visit.actor);
    clearSignInCookie(visit.reply);
    return visit.to('/', 'auth.signedOut');
  }
}
