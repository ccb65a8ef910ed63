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
    const { 'content-security-policy': policy, ...others } = headersAt('http://localhost:3000');
    assert.match(policy!, /default-src 'self';.*frame-ancestors 'none';.*object-src 'none'/);
    assert.equal(others['x-content-type-options'], 'nosniff');
    assert.equal(others['referrer-policy'], 'same-origin');
    assert.equal(others['permissions-policy'], 'camera=(), microphone=(), geolocation=()');
  });

  it('keep browsers to https where the platform is reached so, and only there', () => {
    assert.match(headersAt('https://training.example')['strict-transport-security'] ?? '', /max-age=\d+/);
    assert.equal(headersAt('http://localhost:3000')['strict-transport-security'], undefined);
  });
});
