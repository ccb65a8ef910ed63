import { DiscoveryService, Reflector } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ALLOW } from './web/allow.js';
import { keyScheme } from './web/by-key.js';
import { CONDITIONAL, REFUSALS } from './web/refusals.js';
import { UNKEYED } from './web/unkeyed.js';

type Operation = NonNullable<OpenAPIObject['paths'][string]['get']>;

const problem = {
  type: 'object',
  required: ['type', 'title', 'status', 'detail', 'code', 'args', 'errors'],
  properties: {
    type: { type: 'string', format: 'uri' },
    title: { type: 'string', description: 'In the language of Accept-Language: lo, vi or en.' },
    status: { type: 'integer' },
    detail: { type: 'string' },
    code: { type: 'string', description: 'For programs: `nomination.quota_exhausted`.' },
    args: { type: 'object' },
    errors: {
      type: 'array',
      items: {
        type: 'object',
        required: ['pointer', 'code', 'message'],
        properties: {
          pointer: { type: 'string', description: 'JSON pointer into the input.' },
          code: { type: 'string' },
          message: { type: 'string' },
        },
      },
    },
  },
};

const everywhere = { 429: 'Too many requests', 500: 'A fault of ours, recorded', 503: 'A dependency is down' };
const signedIn = { 401: 'Not signed in', 403: 'Seen but not allowed' };
const oneObject = { 404: "Not in the caller's sight" };
const onePublished = { 410: 'Withdrawn from the shared database: when, why and what stands there instead' };
const withInput = { 400: 'Malformed', 413: 'Too large', 415: 'Wrong type of content', 422: 'Invalid fields' };
const changes = { 409: 'A rule or a concurrent change forbids it' };
const edits = { 412: 'If-Match is stale', 428: 'If-Match is missing' };
/** Told by the route itself. */
const own = { 401: 'Nobody signs in with this', ...oneObject, ...changes, 412: 'What was read has changed since' };

const header = (name: string, required: boolean, description: string) => ({
  name,
  in: 'header' as const,
  required,
  description,
  schema: { type: 'string' as const },
});

/** OpenAPI 3.1 at `/api/v1/openapi.json`, a browsable page at `/api/docs`. */
export function describeApi(app: NestFastifyApplication): void {
  const description = new DocumentBuilder()
    .setOpenAPIVersion('3.1.0')
    .setTitle('Mittaphap')
    .setDescription(
      'Nominations, course runs, attendance, practical outputs and certificates. Instants are UTC with `Z`, calendar dates `YYYY-MM-DD`, localised texts `{lo, vi, en}`. Every POST that changes something takes an `Idempotency-Key`.',
    )
    .setVersion('1')
    .addBearerAuth()
    .addBearerAuth({ type: 'http', scheme: 'bearer', description: 'Key of a consumer: `mtp_…`.' }, keyScheme)
    .build();
  const handlerOf = handlers(app);
  const document = () => {
    const made = SwaggerModule.createDocument(app, description, {
      operationIdFactory: (type, method) => `${type}.${method}`,
    });
    return complete(made, handlerOf);
  };
  SwaggerModule.setup('api/docs', app, document, {
    jsonDocumentUrl: 'api/v1/openapi.json',
    yamlDocumentUrl: 'api/v1/openapi.yaml',
    // Otherwise a badge of somebody else's server is asked for.
    swaggerOptions: { validatorUrl: 'none' },
  });
  app.getHttpAdapter().getInstance().addHook('onRequest', allowInlineStyles);
}

const policy = 'content-security-policy';

/** The browsable page carries styles in its markup; nothing else of ours does. */
async function allowInlineStyles(request: FastifyRequest, reply: FastifyReply): Promise<void> {
  if (!/^\/api\/docs\/?(\?|$)/.test(request.url)) return;
  reply.header(policy, String(reply.getHeader(policy)).replace("style-src 'self'", "$& 'unsafe-inline'"));
}

/** What the routes say of themselves. */
interface Handler {
  isOpen: boolean;
  isKeyed: boolean;
  /** Whether it reads `If-Match`. */
  isConditional: boolean;
  /** Statuses it may refuse with besides those of its kind. */
  refusals: readonly (keyof typeof own)[];
}

/** Finds the handler of an operation by its id. */
function handlers(app: NestFastifyApplication): (operationId: string) => Handler {
  const reflector = app.get(Reflector);
  const controllers = new Map(
    app
      .get(DiscoveryService)
      .getControllers()
      .map(({ name, instance }) => [name as string, instance]),
  );
  return (operationId) => {
    const [type = '', method = ''] = operationId.split('.');
    const handler = controllers.get(type)?.[method];
    if (handler === undefined) return { isOpen: false, isKeyed: true, isConditional: false, refusals: [] };
    return {
      isOpen: reflector.get(ALLOW, handler) === 'anyone',
      isKeyed: !reflector.get(UNKEYED, handler),
      isConditional: reflector.get(CONDITIONAL, handler) === true,
      refusals: reflector.get(REFUSALS, handler) ?? [],
    };
  };
}

/** Adds what every operation has in common: its refusals, and the headers of contract. */
function complete(document: OpenAPIObject, handlerOf: (operationId: string) => Handler): OpenAPIObject {
  document.components = {
    ...document.components,
    schemas: { ...document.components?.schemas, Problem: problem as never },
  };
  for (const [path, item] of Object.entries(document.paths)) {
    for (const method of ['get', 'post', 'put', 'patch', 'delete'] as const) {
      const operation = item[method];
      if (operation) finish(path, method, operation, handlerOf(operation.operationId ?? ''));
    }
  }
  return document;
}

function finish(path: string, method: string, operation: Operation, handler: Handler): void {
  const { isOpen, isKeyed, isConditional } = handler;
  const refusals: Record<string, string> = Object.assign(
    {},
    everywhere,
    isOpen ? null : signedIn,
    path.includes('{') ? oneObject : null,
    path.includes('/shared-database/outputs/{') ? onePublished : null,
    method === 'get' ? { 400: 'Malformed', 422: 'Invalid filters' } : { ...withInput, ...changes },
    Object.fromEntries(handler.refusals.map((status) => [status, own[status]])),
    isConditional ? edits : null,
  );
  const content = { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } };
  const problems = Object.entries(refusals).map(([status, description]) => [status, { description, content }] as const);
  operation.responses = { ...Object.fromEntries(problems), ...operation.responses };
  if (isOpen) operation.security = [];
  const headers = [
    ...(isConditional ? [header('If-Match', true, 'ETag of the version that is edited.')] : []),
    ...(method === 'post' && isKeyed
      ? [header('Idempotency-Key', false, 'Same key and body: same answer, done once.')]
      : []),
  ];
  operation.parameters = [...(operation.parameters ?? []), ...headers];
}
