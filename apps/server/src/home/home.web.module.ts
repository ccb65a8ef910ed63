import { Global, Module } from '@nestjs/common';
import { TrainingModule } from '#libs/training';
import { HomePages } from './home.pages.js';
import { Waiting } from './waiting.js';

/** The first page, for the public and for everyone at work. */
@Global()
@Module({ imports: [TrainingModule], controllers: [HomePages], providers: [Waiting], exports: [Waiting] })
export class HomeWebModule {}
