import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { xmpDescriptions } from './xmp.js';

describe('XMP', () => {
  const createdAt = new Date('2026-03-28T00:00:00.123Z');
  const xml = xmpDescriptions({ title: 'ອຄ & <VIOIT> "1"\u0001', author: 'A', keywords: 'k', createdAt }, 'Mittaphap');

  it('escapes what would break it', () => assert.ok(xml.includes('>ອຄ &amp; &lt;VIOIT&gt; &quot;1&quot;</rdf:li>')));

  it('gives the time of creation in whole seconds', () => assert.ok(xml.includes('>2026-03-28T00:00:00Z<')));

  it('leaves out what is not known', () => assert.ok(!xml.includes('dc:description')));
});
