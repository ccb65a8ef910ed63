import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Configuration } from '#libs/platform';
import { giveSafetyHeaders } from './safety-headers.js';

function headersAt(publicUrl: string): Record<string, string> {
  const given: Record<string, string> = {};
  const raw = { setHeader: (name: string, value: string) => Object.assign(given, { [name]: value }) };
  let isDone = false;
  giveSafetyHeaders({ publicUrl } as Configuration)({} as FastifyRequest, { raw } as unknown as FastifyReply, () => {
    isDone = true;
  });
  assert.ok(isDone);
  return given;
}

describe('the safety headers', () => {
  it('let a page load what is ours alone, and stand in nobody’s frame', () => {
    assert.deepEqual(headersAt('http://localhost:3000'), {
      'content-security-policy':
        "default-src 'self';script-src 'self';style-src 'self';img-src 'self' data:;font-src 'self';form-action 'self';" +
        "frame-src 'self' blob:;frame-ancestors 'none';base-uri 'none';object-src 'none'",
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
      'origin-agent-cluster': '?1',
      'referrer-policy': 'same-origin',
      'x-content-type-options': 'nosniff',
      'x-dns-prefetch-control': 'off',
      'x-download-options': 'noopen',
      'x-frame-options': 'SAMEORIGIN',
      'x-permitted-cross-domain-policies': 'none',
      'x-xss-protection': '0',
      'permissions-policy': 'camera=(), microphone=(), geolocation=()',
    });
  });

  it('keep browsers to https where the platform is reached so, and only there', () => {
    assert.match(headersAt('https://training.example')['strict-transport-security'] ?? '', /max-age=\d+/);
    assert.equal(headersAt('http://localhost:3000')['strict-transport-security'], undefined);
  });
});
