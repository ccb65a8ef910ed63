import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { startApp, type TestApp } from '../support/app.js';

interface Operation {
  operationId: string;
  security?: unknown[];
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

  it('gives every operation its refusals as problems', () => {
    for (const [name, { responses, security }] of operations) {
      const isOpen = security?.length === 0;
      for (const status of ['500', '503', ...(isOpen ? [] : ['401', '403'])]) {
        assert.ok(responses[status]?.content?.['application/problem+json'], `${name} ${status}`);
      }
    }
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
