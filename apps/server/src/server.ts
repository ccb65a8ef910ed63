import compress from '@fastify/compress';
import cookie, { fastifyCookie } from '@fastify/cookie';
import multipart from '@fastify/multipart';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { type Clock, DomainError } from '#libs/kernel';
import { type Configuration, Storage } from '#libs/platform';
import { AppModule } from './app.module.js';
import { ActivityLogger } from './logging.js';
import { describeApi } from './openapi.js';
import { checkCsrfToken } from './web/csrf.js';
import { FormBody } from './web/form-body.js';
import { parseJson } from './web/json-body.js';
import { givePageNonce } from './web/page-nonce.js';
import { plainAddress } from './web/plain-address.js';
import { ProblemFilter } from './web/problem.filter.js';
import { isApi } from './web/request.js';
import { giveSafetyHeaders, type SafetyHeaders } from './web/safety-headers.js';
import { refuseUndeclaredRoutes } from './web/undeclared-routes.js';

/** Bytes of a JSON body or a form without files. */
const bodyLimit = 1024 * 1024;

/** Builds the server, ready to listen or to be asked directly by tests. */
export async function buildServer(configuration: Configuration, clock?: Clock): Promise<NestFastifyApplication> {
  const giveHeaders = giveSafetyHeaders(configuration);
  const adapter = new FastifyAdapter({
    bodyLimit,
    trustProxy: (_address, hop) => hop < configuration.trustProxy,
    routerOptions: { ignoreTrailingSlash: true, maxParamLength: 300 },
    // A file of the usual size over the slowest of our lines takes minutes; what is not begun in a minute is cut off by Node.
    requestTimeout: 900_000,
    // A connection on which nothing moves: longer than any answer of ours is thought about.
    connectionTimeout: 180_000,
    rewriteUrl: plainAddress,
    forceCloseConnections: 'idle',
    // An address that cannot be decoded is refused before any route, guard or plugin has seen it.
    frameworkErrors: (error: Error, request: FastifyRequest, reply: FastifyReply) => {
      Object.assign(request, { cookies: fastifyCookie.parse(request.headers.cookie ?? '') });
      giveHeaders(request, reply, () => {});
      void app.get(ProblemFilter).answer(error, request, reply);
    },
  });
  const app = await NestFactory.create<NestFastifyApplication>(AppModule.with(configuration, clock), adapter, {
    bodyParser: false,
    abortOnError: false,
    logger: new ActivityLogger(configuration.logLevel),
  });
  try {
    await addPlugins(app, configuration, giveHeaders);
    refuseUndeclaredRoutes(app);
    describeApi(app);
    await app.init();
    await adapter.getInstance().ready();
  } catch (error) {
    // What has been opened by then would keep the process alive.
    await Promise.allSettled([app.close()]);
    throw error;
  }
  return app;
}

async function addPlugins(
  app: NestFastifyApplication,
  configuration: Configuration,
  giveHeaders: SafetyHeaders,
): Promise<void> {
  const fastify = app.getHttpAdapter().getInstance();
  await app.register(cookie, { secret: configuration.secretKey });
  await app.register(compress, { threshold: 1024 });
  await app.register(multipart, { throwFileSizeLimit: false });
  fastify.removeContentTypeParser(['application/json', 'text/plain']);
  fastify.addContentTypeParser(
    'application/json',
    { parseAs: 'string' },
    async (_request: FastifyRequest, body: string) => parseJson(body),
  );
  fastify.addContentTypeParser(
    'application/x-www-form-urlencoded',
    { parseAs: 'string' },
    async (request: FastifyRequest, body: string) => {
      // Forms are for pages.
      if (isApi(request)) throw new DomainError('unsupported', 'media_type');
      return FormBody.parse(body);
    },
  );
  const storage: Storage = app.get(Storage);
  fastify.decorate('storage', { getter: () => storage });
  fastify.decorate('checkCsrf', (request, token) => checkCsrfToken(configuration.secretKey, request, token));
  fastify.addHook('onRequest', giveHeaders);
  fastify.addHook('onRequest', givePageNonce(configuration));
}
