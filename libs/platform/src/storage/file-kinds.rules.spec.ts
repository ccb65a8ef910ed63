import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { agreesWithName, type Content, extensionOf, mayBeNamed, mediaTypeOf } from './file-kinds.rules.js';

const code = (name: string, content: Content) => {
  const decision = agreesWithName(name, content);
  return decision === 'allowed' ? decision : decision.denied;
};
const text = (words: string): Content => ({ signature: null, text: words });
const binary = (signature: string | null): Content => ({ signature, text: null });

describe('the name of a file', () => {
  it('gives its extension in small letters', () => {
    assert.equal(extensionOf('ບົດລາຍງານ.PDF'), 'pdf');
    assert.equal(extensionOf('báo cáo.2026.xlsx'), 'xlsx');
    assert.equal(extensionOf('README'), '');
  });

  it('gives the media type it is offered with', () => {
    assert.equal(mediaTypeOf('a.csv'), 'text/csv');
    assert.equal(mediaTypeOf('a.exe'), 'application/octet-stream');
  });

  for (const name of ['page.html', 'drawing.svg', 'files.zip', 'setup.exe', 'run.sh', 'macro.xlsm', 'README']) {
    it(`is refused when it is ${name}`, () => {
      const decision = mayBeNamed(name);
      assert.equal(decision === 'allowed' ? decision : decision.denied, 'file.type_not_accepted');
    });
  }
});

describe('the content of a file', () => {
  const table: [name: string, content: Content, answer: string][] = [
    ['report.pdf', binary('pdf'), 'allowed'],
    ['report.pdf', binary('png'), 'file.content_contradicts_name'],
    ['report.pdf', binary(null), 'file.content_contradicts_name'],
    ['photo.jpeg', binary('jpg'), 'allowed'],
    ['table.xlsx', binary('xlsx'), 'allowed'],
    ['table.xlsx', binary('xlsm'), 'file.content_contradicts_name'],
    ['table.xlsx', binary('zip'), 'file.content_contradicts_name'],
    ['rows.csv', text('tên,ຊື່\n1,2'), 'allowed'],
    ['rows.csv', text('%PDF-1.7'), 'file.content_contradicts_name'],
    ['rows.csv', binary(null), 'file.not_utf8_text'],
    ['notes.txt', text('#!/bin/sh\nrm'), 'file.content_contradicts_name'],
    ['notes.md', text('  <!DOCTYPE html><html>'), 'file.content_contradicts_name'],
    ['data.json', text('[{"a": 1}]'), 'allowed'],
    ['data.json', text('name: value'), 'file.content_contradicts_name'],
    ['zone.geojson', text('{"type": "FeatureCollection"}'), 'allowed'],
    ['zone.geojson', text('[]'), 'file.content_contradicts_name'],
    ['data.xml', text('<?xml version="1.0"?><rows/>'), 'allowed'],
    ['data.xml', text('<?xml version="1.0"?><svg onload="x"/>'), 'file.content_contradicts_name'],
    ['page.html', text('<html>'), 'file.type_not_accepted'],
  ];
  for (const [name, content, answer] of table) {
    it(`of ${name} holding ${content.text ?? content.signature} is ${answer}`, () => {
      assert.equal(code(name, content), answer);
    });
  }
});
