import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ownPath } from './own-path.js';

describe('an address to go to', () => {
  it('is one of ours, in plain ASCII', () => {
    for (const [typed, kept] of [
      ['/', '/'],
      ['/runs?status=call_open#seats', '/runs?status=call_open#seats'],
      ['/runs?q=ລາວ', '/runs?q=%E0%BA%A5%E0%BA%B2%E0%BA%A7'],
      ['/runs?q=%E0%BA%A5', '/runs?q=%E0%BA%A5'],
      ['/ru\r\nns', '/runs'],
    ])
      assert.equal(ownPath(typed), kept);
  });

  it('is the front page instead of another site, however it is spelled', () => {
    const others = [
      'https://evil.example',
      '//evil.example',
      '/\\evil.example',
      '/\t/evil.example',
      '/\n/evil.example',
      '/..//evil.example',
      '/.//evil.example',
      '/a/..//evil.example',
      'javascript:alert(1)',
      'runs',
      '',
      undefined,
    ];
    for (const typed of others) assert.equal(ownPath(typed), '/', String(typed));
  });
});
