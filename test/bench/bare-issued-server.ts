import 'reflect-metadata';
import { readFile } from 'node:fs/promises';
import { Controller, Get, Header, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import Sqlite from 'better-sqlite3';
import { createPool, type RowDataPacket } from 'mysql2/promise';
import { publicFields } from '../../apps/server/src/certificates/verification.view.js';
import type { IssuedServer } from './issued-server.js';
import { serveMeasured } from './server-process.js';

export interface BareIssuedServer {
  address: string;
}

const sql = 'SELECT * FROM certificate WHERE code = ?';

type Find = (code: string) => Promise<Record<string, unknown>>;

function finder(databaseUrl: string): Find {
  if (databaseUrl.startsWith('sqlite:')) {
    const statement = new Sqlite(databaseUrl.slice('sqlite:'.length), { readonly: true }).prepare(sql);
    return async (code) => statement.get(code) as Record<string, unknown>;
  }
  const pool = createPool(databaseUrl);
  return async (code) => (await pool.query<RowDataPacket[]>(sql, [code]))[0][0]!;
}

/** Nest on Fastify that answers the bytes of one file, and what one statement finds; it asks nobody who they are. */
await serveMeasured(async ({ path, databaseUrl, code }: IssuedServer['bare']) => {
  const find = finder(databaseUrl);

  @Controller()
  class Bare {
    @Get('document')
    @Header('content-type', 'application/pdf')
    document(): Promise<Buffer> {
      return readFile(path);
    }

    @Get('verification')
    async verification() {
      const { status, payload } = await find(code);
      return publicFields({ status, payload: JSON.parse(String(payload)) } as never);
    }
  }

  @Module({ controllers: [Bare] })
  class BareModule {}

  const app = await NestFactory.create<NestFastifyApplication>(BareModule, new FastifyAdapter(), { logger: false });
  await app.listen(0, '127.0.0.1');
  const told: BareIssuedServer = { address: await app.getUrl() };
  return { told, close: () => app.close() };
});
