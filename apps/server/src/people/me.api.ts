import { Body, Delete, Get, Patch, Post } from '@nestjs/common';
import { z } from 'zod';
import type { Actor } from '#libs/kernel';
import {
  AccountsService,
  accountAccess,
  type PasswordFields,
  type ProfileChanges,
  passwordFields,
  profileChanges,
  SignInService,
} from '#libs/people';
import { Translator } from '#libs/platform';
import { Waiting } from '../home/waiting.js';
import { Allow, Answers, Api, CurrentActor, Id, IfMatch, NoContent, Unkeyed } from '../web/index.js';
import { accountResource, accountSchema, signInResource, signInSchema } from './account.view.js';
import { meSchema, waitingResource } from './me.view.js';

@Api('me')
export class MeApi {
  constructor(
    private readonly accounts: AccountsService,
    private readonly signIns: SignInService,
    private readonly waiting: Waiting,
    private readonly translator: Translator,
  ) {}

  /** Profile and roles, and what waits on me, oldest first. */
  @Get()
  @Allow(accountAccess.own)
  @Answers(meSchema)
  async get(@CurrentActor() actor: Actor) {
    const t = this.translator.for(actor.language);
    const waiting = (await this.waiting.of(actor)).map((item) => waitingResource(item, t));
    return { ...accountResource(await this.accounts.me(actor)), waiting };
  }

  @Patch()
  @Allow(accountAccess.own)
  @Answers(accountSchema)
  async edit(
    @CurrentActor() actor: Actor,
    @IfMatch() version: number,
    @Body({ schema: profileChanges }) changes: ProfileChanges,
  ) {
    return accountResource(await this.accounts.changeProfile(actor, version, changes));
  }

  /** Ends every sign-in but this one. Takes no Idempotency-Key: its hash of the request would be one of passwords. */
  @Post('password')
  @Unkeyed()
  @Allow(accountAccess.own)
  @Answers(accountSchema)
  async changePassword(@CurrentActor() actor: Actor, @Body({ schema: passwordFields }) fields: PasswordFields) {
    await this.accounts.changePassword(actor, fields);
    return accountResource(await this.accounts.me(actor));
  }

  @Get('sign-ins')
  @Allow(accountAccess.own)
  @Answers(z.object({ items: z.array(signInSchema) }))
  async mySignIns(@CurrentActor() actor: Actor) {
    const open = await this.signIns.mine(actor);
    return { items: open.map((signIn) => signInResource(signIn, actor.signInId)) };
  }

  @Delete('sign-ins/:id')
  @Allow(accountAccess.own)
  @NoContent()
  async endSignIn(@CurrentActor() actor: Actor, @Id() id: string): Promise<void> {
    await this.signIns.end(actor, id);
  }
}
