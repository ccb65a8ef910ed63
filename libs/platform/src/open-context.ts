import { type DynamicModule, type INestApplicationContext, type LogLevel, Module, type Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { Clock } from '#libs/kernel';
import type { Configuration } from './config.js';
import type { EntityClass } from './database/connections.js';
import { Schema } from './database/schema.js';
import { PlatformModule } from './platform.module.js';

interface Opening {
  rooms?: (Type | DynamicModule)[];
  /** Of those rooms. */
  entities?: EntityClass[];
  clock?: Clock;
  /** What it says; nothing unless told to. */
  logger?: false | LogLevel[];
}

/** The ground with these rooms on it, without HTTP. Close it when done; one that cannot start lets go of its database. */
export async function openContext(
  configuration: Configuration,
  { rooms = [], entities = [], clock, logger = false }: Opening = {},
): Promise<INestApplicationContext> {
  let schema: Schema | undefined;
  @Module({ imports: [PlatformModule.with(configuration, entities, clock), ...rooms] })
  class Root {
    constructor(found: Schema) {
      schema = found;
    }
  }
  try {
    return await NestFactory.createApplicationContext(Root, { logger, abortOnError: false });
  } catch (error) {
    // Nest hands out nothing that could be closed.
    await schema?.onApplicationShutdown();
    throw error;
  }
}
