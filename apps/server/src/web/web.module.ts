import { Global, Module } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, APP_PIPE, DiscoveryModule } from '@nestjs/core';
import { JwtModule } from '@nestjs/jwt';
import { PassportModule } from '@nestjs/passport';
import { OutputsModule } from '#libs/outputs';
import { PeopleModule } from '#libs/people';
import { AccessTokenStrategy, AccessTokens } from './access-tokens.js';
import { AssetsController } from './assets.controller.js';
import { BrowserCaller } from './browser-caller.js';
import { EntryGuard } from './entry.guard.js';
import { KeyDoor } from './key-door.js';
import { PageRenderer } from './page-renderer.js';
import { ProblemFilter } from './problem.filter.js';
import { Problems } from './problems.js';
import { RateGuard } from './rate.guard.js';
import { ValidationPipe } from './validation.pipe.js';

/** What every page and every REST answer goes through. */
@Global()
@Module({
  imports: [DiscoveryModule, PeopleModule, OutputsModule, PassportModule, JwtModule.register({})],
  controllers: [AssetsController],
  providers: [
    AccessTokens,
    AccessTokenStrategy,
    BrowserCaller,
    KeyDoor,
    PageRenderer,
    Problems,
    ProblemFilter,
    { provide: APP_GUARD, useClass: RateGuard },
    { provide: APP_GUARD, useClass: EntryGuard },
    { provide: APP_FILTER, useExisting: ProblemFilter },
    { provide: APP_PIPE, useClass: ValidationPipe },
  ],
  exports: [AccessTokens, PageRenderer, Problems, ProblemFilter],
})
export class WebModule {}
