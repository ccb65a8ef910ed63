import { Module } from '@nestjs/common';
import { PeopleModule } from '#libs/people';
import { AuthSessionApi } from './auth-session.api.js';
import { SignInPages } from './sign-in.pages.js';

/** Signing in and out, for programs and for people. */
@Module({ imports: [PeopleModule], controllers: [AuthSessionApi, SignInPages] })
export class AuthWebModule {}
