import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { startApp, type TestApp } from '../support/app.js';

interface Operation {
  operationId: string;
  security?: unknown[];
  parameters?: { name: string }[];
  responses: Record<string, { content?: Record<string, { schema?: unknown }> }>;
  requestBody?: { content: Record<string, { schema?: object }> };
}

describe('the description of the API', () => {
  let app: TestApp;
  let operations: [name: string, operation: Operation][];
  let document: { openapi: string; components: { schemas: Record<string, unknown> } };
  before(async () => {
    app = await startApp();
    const { body } = await app.public.get('/api/v1/openapi.json');
    document = body;
    operations = Object.entries(body.paths as Record<string, Record<string, Operation>>).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, operation]) => [`${method} ${path}`, operation] as [string, Operation]),
    );
  });
  after(() => app.close());

  it('is OpenAPI 3.1 and names every operation once', () => {
    assert.equal(document.openapi, '3.1.0');
    const ids = operations.map(([, { operationId }]) => operationId);
    assert.equal(new Set(ids).size, ids.length);
    assert.ok(ids.length > 60, `${ids.length} operations`);
  });

  it('gives every operation a described answer', () => {
    const bare = operations.filter(([, { responses }]) => {
      const [, good] = Object.entries(responses).find(([status]) => status.startsWith('2')) ?? [];
      return !good || (!good.content && !responses[204]);
    });
    assert.deepEqual(
      bare.map(([name]) => name),
      [],
    );
  });

  it('describes answers in JSON Schema alone', () => {
    const told = JSON.stringify(operations.map(([, { responses }]) => responses));
    for (const inner of ['"def":', '"_zod"', '"innerType"', '"shape":']) assert.ok(!told.includes(inner), inner);
    const [, job] = operations.find(([name]) => name === 'get /api/v1/jobs/{id}')!;
    const schema = job.responses[200]!.content!['application/json']!.schema as {
      properties: Record<string, unknown>;
      required: string[];
    };
    assert.deepEqual(schema.properties.progress, { type: 'integer' });
    assert.deepEqual(schema.properties.startedAt, { type: 'string', format: 'date-time' });
    assert.ok(schema.required.includes('endedAt'));
  });

  it('offers a key wherever a POST takes one', () => {
    const unkeyed = operations.filter(
      ([name, { parameters = [] }]) =>
        name.startsWith('post') && !parameters.some(({ name: header }) => header === 'Idempotency-Key'),
    );
    assert.deepEqual(unkeyed.map(([name]) => name).sort(), [
      'post /api/v1/accounts',
      'post /api/v1/accounts/{id}/invitation',
      'post /api/v1/auth/session',
      'post /api/v1/calendar-links',
      'post /api/v1/consumer-keys',
      'post /api/v1/invitations/{token}/acceptance',
      'post /api/v1/me/password',
      'post /api/v1/sessions/{id}/check-in-code',
      'post /api/v1/verifications',
    ]);
  });

  it('is a page that a browser may style, under the policy of all others', async () => {
    const { headers } = await app.public.get('/api/docs');
    assert.match(String(headers['content-security-policy']), /script-src 'self';style-src 'self' 'unsafe-inline';/);
    const started = performance.now();
    assert.equal((await app.public.get('/api/docs/swagger-ui-init.js')).status, 200);
    // With functions inside, the page took the server a minute to write.
    assert.ok(performance.now() - started < 3000);
    for (const url of ['/', '/verify', '/api/v1/openapi.json'])
      assert.match(String((await app.public.get(url)).headers['content-security-policy']), /style-src 'self';/);
  });

  it('gives every operation its refusals as problems', () => {
    for (const [name, { responses, security }] of operations) {
      const isOpen = security?.length === 0;
      for (const status of ['500', '503', ...(isOpen ? [] : ['401', '403'])]) {
        assert.ok(responses[status]?.content?.['application/problem+json'], `${name} ${status}`);
      }
    }
  });

  it('names the refusals that a route alone has', () => {
    const of = (name: string) => operations.find(([one]) => one === name)![1];
    const ofCertificates = '/api/v1/certificates';
    for (const file of ['print.pdf', 'certificates.zip', '{id}/document.pdf', '{id}/credential'])
      assert.ok(of(`get ${ofCertificates}/${file}`).responses[409], file);
    for (const step of ['revocation', 'replacement'])
      assert.ok(of(`post ${ofCertificates}/{id}/${step}`).responses[412], step);
    assert.ok(of('post /api/v1/certificate-batches/{id}/approval').responses[412]);
    assert.ok(!of(`get ${ofCertificates}`).responses[409]);
  });

  it('asks for If-Match wherever a version is compared, whatever the method', () => {
    const conditional = operations.filter(([, { parameters = [] }]) =>
      parameters.some(({ name }) => name === 'If-Match'),
    );
    for (const [name, { responses }] of conditional) assert.ok(responses[412] && responses[428], name);
    const names = conditional.map(([name]) => name);
    for (const name of ['patch /api/v1/runs/{id}', 'post /api/v1/certificate-batches/{id}/preparation'])
      assert.ok(names.includes(name), name);
    const unguarded = operations.filter(([name]) => name.startsWith('patch') && !names.includes(name));
    assert.deepEqual(unguarded, []);
  });

  it('describes every body that is sent', () => {
    const bare = operations.filter(([name, { requestBody }]) => {
      if (!/^(post|put|patch)/.test(name)) return false;
      const bodies = Object.values(requestBody?.content ?? {});
      return bodies.length === 0 || bodies.some(({ schema }) => !schema || Object.keys(schema).length === 0);
    });
    assert.deepEqual(
      bare.map(([name]) => name),
      [],
    );
  });
});
