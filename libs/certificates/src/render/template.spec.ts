import assert from 'node:assert/strict';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { projectRoot } from '#libs/platform';
import { certificatePayload } from './payload.js';
import { loadTemplate } from './template.js';
import { printedTexts, templateValues } from './texts.js';

const folder = join(projectRoot, 'templates/certificates/standard');
const { sample, columns } = await loadTemplate(folder);
const isAccepted = (payload: unknown) => certificatePayload.safeParse(payload).success;

describe('a certificate template', () => {
  const faults: [what: string, file: string, find: string, replacement: string, fault: RegExp][] = [
    [
      'names a placeholder that certificates do not have',
      'texts.json',
      '{{title}}',
      '{{identityNumber}}',
      /identityNumber/,
    ],
    ['reaches for anything but texts', 'texts.json', '{{title}}', '{{title.constructor.name}}', /constructor|name/],
    ['calls a function', 'texts.json', '{{title}}', '{{lookup title 0}}', /MustacheStatement lookup/],
    ['lacks a text in one language', 'texts.json', '"lead": "ຢັ້ງຢືນວ່າ"', '"led": ""', /lead.*lo/],
    ['names a colour it does not define', 'layout.json', '"colour": "accent"', '"colour": "pink"', /pink/],
    ['names columns it does not have', 'layout.json', '"in": "signature"', '"in": "elsewhere"', /elsewhere/],
  ];
  for (const [what, file, find, replacement, fault] of faults) {
    it(`is refused when it ${what}`, async () => {
      const copy = await mkdtemp(join(tmpdir(), 'template-'));
      try {
        await cp(folder, copy, { recursive: true });
        const text = await readFile(join(copy, file), 'utf8');
        assert.ok(text.includes(find));
        await writeFile(join(copy, file), text.replace(find, replacement));
        await assert.rejects(loadTemplate(copy), fault);
      } finally {
        await rm(copy, { recursive: true });
      }
    });
  }

  it('prints what it is given and nothing else', () => {
    const title = '{{serial}} <b>&amp; "x"';
    const values = templateValues({ ...sample, title: { lo: '', vi: title, en: '' } }, 'vi');
    assert.equal(columns.vi.blocks.title!(values), title);
  });

  it('names only the signatory’s title when nobody’s authority is borrowed', () => {
    const signatory = { ...sample.signatory, authorityFormVi: '' };
    const values = templateValues({ ...sample, signatory }, 'vi');
    assert.equal(columns.vi.blocks.signatory!(values), 'PHÓ VIỆN TRƯỞNG');
  });
});

describe('what a certificate says', () => {
  it('falls back to a language that is there', () => {
    const values = templateValues({ ...sample, course: { lo: '', vi: 'Khóa học', en: 'Course' } }, 'lo');
    assert.equal(values.course, 'Khóa học');
  });

  const holder = sample.holder;
  const refused: Record<string, unknown> = {
    'an identity number': { ...sample, holder: { ...holder, identityNumber: 'P1234567' } },
    'no name at all': { ...sample, holder: { ...holder, fullNameLao: '', fullNameLatin: ' ' } },
    'a name of 251 characters': { ...sample, holder: { ...holder, fullNameLatin: 'x'.repeat(251) } },
    'a name of two lines': { ...sample, holder: { ...holder, fullNameLatin: 'x\ny' } },
    'a date that is none': { ...sample, issue: { ...sample.issue, date: '2026-02-30' } },
    'a period that ends before it begins': { ...sample, period: { from: '2026-03-20', to: '2026-03-02' } },
    'a link that is no web address': { ...sample, verificationUrl: 'javascript:alert(1)' },
    'a course without a title': { ...sample, course: { lo: '', vi: '', en: '' } },
  };
  for (const [what, payload] of Object.entries(refused)) {
    it(`is never ${what}`, () => assert.equal(isAccepted(payload), false));
  }

  it('may be a person with one name in one script', () => {
    assert.ok(isAccepted({ ...sample, holder: { ...holder, fullNameLao: 'ຄຳ', fullNameLatin: '' } }));
    assert.ok(isAccepted({ ...sample, holder: { ...holder, fullNameLao: '', fullNameLatin: 'Kham' } }));
  });

  it('lists all its printed texts for the check of missing glyphs', () => {
    const texts = printedTexts(sample);
    for (const text of [
      holder.fullNameLao,
      sample.course.vi,
      sample.course.en,
      sample.signatory.nameLo,
      sample.grade!.lo,
    ]) {
      assert.ok(texts.includes(text));
    }
  });
});
