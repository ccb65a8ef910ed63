import 'reflect-metadata';
import { Controller, Get, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';

let body: unknown = { items: [] };

@Controller()
class Bare {
  @Get('list')
  list(): unknown {
    return body;
  }

  @Get('health/ready')
  ready(): { status: string } {
    return { status: 'ok' };
  }
}

@Module({ controllers: [Bare] })
class BareModule {}

/** Nest on Fastify that answers a fixed JSON and does nothing else. */
export async function startBare(answer: unknown, port = 0): Promise<NestFastifyApplication> {
  body = answer;
  const app = await NestFactory.create<NestFastifyApplication>(BareModule, new FastifyAdapter(), { logger: false });
  await app.listen(port, '127.0.0.1');
  return app;
}

if (process.argv[1]?.endsWith('bare-server.js')) await startBare({}, Number(process.env.PORT));
