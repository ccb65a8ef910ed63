import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { describe, it } from 'node:test';
import { projectRoot } from '#libs/platform';
import {
  certificatePayload,
  loadTemplate,
  Press,
  renderCertificate,
} from '../../libs/certificates/src/render/index.js';
import { documentKey } from '../../libs/certificates/src/signing/cms.js';
import { signerOf } from '../../libs/certificates/src/signing/document-signer.js';
import { selfSigned } from '../../libs/certificates/src/signing/self-signed.js';
import { withPdfFile } from '../support/pdf-glyphs.js';
import { PdfReading } from '../support/pdf-objects.js';
import { facts, qrTexts, structuralFaults } from '../support/pdf-tools.js';
import { lacks } from '../support/tools.js';

const template = await loadTemplate(`${projectRoot}/templates/certificates/standard`);
const { sample } = template;
const pdf = renderCertificate(sample, template);
const reading = new PdfReading(pdf);

const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const certificate = selfSigned(privateKey, 'Test', new Date('2026-01-01'), new Date('2036-01-01'));
const signature = { signer: signerOf(documentKey(privateKey, [certificate])), at: new Date('2026-03-28T03:00:00Z') };

// No validator of PDF/A is at hand: these are the rules of ISO 19005-2 that our files could break.
describe('a certificate for the archive', { skip: lacks('pdftotext') }, () => {
  it('says that it is tagged PDF/A-2a, in Vietnamese, with the meaning of its colours', () => {
    const { catalogue } = reading;
    assert.match(catalogue, /\/Lang \(vi\)/);
    assert.match(catalogue, /\/MarkInfo <<\/Marked true>>/);
    const xmp = reading.objects.get(reading.target(catalogue, 'Metadata'))!;
    assert.doesNotMatch(xmp.text, /\/Filter/);
    assert.match(xmp.stream!.toString(), /<pdfaid:part>2<\/pdfaid:part><pdfaid:conformance>A</);
    const [intent] = reading.ofType('OutputIntent');
    const profile = reading.objects.get(reading.target(intent!.text, 'DestOutputProfile'))!;
    assert.match(profile.text, /\/N 3\b/);
    assert.equal(profile.stream!.subarray(16, 20).toString('latin1'), 'RGB ');
    assert.equal(facts(pdf).Tagged, 'yes');
  });

  it('says the same in Info and XMP, and nothing of its holder', () => {
    const info = reading.text(reading.target(reading.trailer, 'Info'));
    const xmp = reading.objects.get(reading.target(reading.catalogue, 'Metadata'))!.stream!.toString();
    const entries = [...info.matchAll(/\/(\w+) (?:<([0-9a-f]+)>|\((.*?)\))/g)].map(([, key, hex, plain]) => {
      return [key!, hex ? Buffer.from(hex, 'hex').swap16().toString('utf16le').slice(1) : plain!] as const;
    });
    const texts = entries.filter(([key]) => key !== 'CreationDate');
    assert.deepEqual(texts.map(([key]) => key).sort(), [
      'Author',
      'Creator',
      'Keywords',
      'Producer',
      'Subject',
      'Title',
    ]);
    for (const [key, text] of texts) assert.ok(xmp.includes(`>${text}<`), `${key}: ${text}`);
    const { fullNameLao, fullNameLatin } = sample.holder;
    for (const name of [fullNameLao, fullNameLatin]) assert.ok(![info, xmp].some((text) => text.includes(name)));
    assert.ok(!texts.some(([, text]) => text.includes(fullNameLao) || text.includes(fullNameLatin)));
  });

  it('has every piece of its page in the structure or marked as an artifact, each once', () => {
    const { content } = reading;
    const marked = [...content.matchAll(/\/(\w+) <<\/MCID (\d+)>> BDC/g)].map(([, tag, id]) => [tag, Number(id)]);
    const elements = reading.ofType('StructElem').flatMap(({ text }) => {
      const [, type, id] = /\/S\/(\w+)\/P \d+ 0 R\/K (\d+)\/Pg/.exec(text) ?? [];
      return type ? [[type, Number(id)]] : [];
    });
    assert.ok(marked.length > 40);
    assert.deepEqual(
      marked.toSorted((a, b) => Number(a[1]) - Number(b[1])),
      elements.toSorted((a, b) => Number(a[1]) - Number(b[1])),
    );
    assert.deepEqual(outsideOfMarks(content), []);
  });

  it('names the owner of every piece in the parent tree, which leads up to the document', () => {
    const root = reading.text(reading.target(reading.catalogue, 'StructTreeRoot'));
    const [, list] = /\/Nums \[0 \[(.*)\]\]/.exec(reading.text(reading.target(root, 'ParentTree')))!;
    const owners = list!.match(/null|\d+ 0 R/g)!.map((owner) => (owner === 'null' ? null : Number.parseInt(owner, 10)));
    for (const [id, owner] of owners.entries()) {
      if (owner !== null) assert.match(reading.text(owner), new RegExp(`/K ${id}/Pg`));
    }
    const document = reading.target(root, 'K');
    for (const { number, text } of reading.ofType('StructElem')) {
      const parent = reading.target(text, 'P');
      if (number !== document) assert.match(reading.text(parent), new RegExp(`/K \\[[^\\]]*\\b${number} 0 R`));
    }
  });

  it('marks the language of each part, and of words in another one', () => {
    const languages = reading.ofType('StructElem').flatMap(({ text }) => /\/Lang \((\w+)\)/.exec(text)?.[1] ?? []);
    assert.deepEqual([...new Set(languages)].sort(), ['lo', 'vi']);
    // IICE, among Lao words, and the Lao name among Vietnamese ones.
    assert.match(reading.content, /\/Span <<\/Lang \(vi\) /);
    assert.match(reading.content, /\/Span <<\/Lang \(lo\) \/ActualText/);
  });

  it('has headings, tables with heads, and words for its picture', () => {
    const types = reading.ofType('StructElem').map(({ text }) => /\/S\/(\w+)/.exec(text)![1]);
    for (const type of ['Document', 'Sect', 'H1', 'P', 'Table', 'TR', 'TH', 'TD', 'Figure'])
      assert.ok(types.includes(type), type);
    assert.equal(types.filter((type) => type === 'H1').length, 2);
    const [figure] = reading.ofType('StructElem').filter(({ text }) => text.includes('/S/Figure'));
    assert.match(figure!.text, /\/Alt </);
  });
});

describe('a signed certificate', { skip: lacks('pdftotext', 'qpdf') }, () => {
  const signed = renderCertificate(sample, template, { signature });

  it('is one that pdfsig calls valid, and all of it is signed', () => {
    const report = pdfsig(signed);
    assert.match(report, /Signature is Valid/);
    assert.match(report, /Total document signed/);
    assert.match(report, /ETSI\.CAdES\.detached/);
    assert.equal(structuralFaults(signed), '');
  });

  it('allows no later change', () => {
    const { catalogue, objects } = new PdfReading(signed);
    const [, number] = /\/Perms <<\/DocMDP (\d+) 0 R>>/.exec(catalogue)!;
    assert.match(objects.get(Number(number))!.text, /\/TransformMethod\/DocMDP\/TransformParams <<.*\/P 1/);
  });

  it('differs from its twin in the signature alone', () => {
    const again = renderCertificate(sample, template, { signature });
    const place = signed.lastIndexOf('/Contents <');
    assert.ok(signed.subarray(0, place).equals(again.subarray(0, place)));
    assert.equal(signed.length, again.length);
  });

  it('is invalid when one byte of it is another', () => {
    for (const at of [100, 2000, 20_000, signed.length - 300]) {
      const changed = Buffer.from(signed);
      changed[at]! ^= 1;
      assert.doesNotMatch(pdfsig(changed), /Signature is Valid/, `byte ${at}`);
    }
  });
});

describe('certificates printed together', { skip: lacks('pdftotext', 'qpdf', 'zbarimg') }, () => {
  const list = Array.from({ length: 40 }, (_, i) =>
    certificatePayload.parse({
      ...sample,
      serial: `VL-2026-${i}`,
      grade: i % 3 === 0 ? null : sample.grade,
      holder: {
        ...sample.holder,
        fullNameLatin: `Bounmy SISAVATH ${i}`,
        fullNameLao: i % 5 ? sample.holder.fullNameLao : '',
      },
      verificationUrl: `https://mittaphap.example/verify/${i}`,
    }),
  );
  const press = new Press(template, list, { signature });

  it('look as they do alone, each with its own code and structure', () => {
    for (const i of [0, 1, 5, 15]) {
      const together = press.print(list[i]!);
      assert.equal(structuralFaults(together), '');
      assert.match(pdfsig(together), /Signature is Valid/);
      assert.deepEqual(qrTexts(together), [list[i]!.verificationUrl]);
      assert.ok(pictureOf(together).equals(pictureOf(renderCertificate(list[i]!, template))), list[i]!.serial);
    }
  });

  it('are the same again, whatever was printed before', () => {
    const once = new Press(template, list);
    const again = new Press(template, list);
    const last = again.print(list[39]!);
    for (const [i, payload] of list.entries())
      if (i % 13 === 0) assert.ok(once.print(payload).equals(again.print(payload)));
    assert.ok(last.equals(once.print(list[39]!)));
  });
});

function pdfsig(pdf: Buffer): string {
  return withPdfFile(pdf, (file) => {
    try {
      return execFileSync('pdfsig', ['-nocert', file], { stdio: ['ignore', 'pipe', 'pipe'] }).toString();
    } catch (failure) {
      return String(failure);
    }
  });
}

const pictureOf = (pdf: Buffer): Buffer =>
  withPdfFile(pdf, (file) => execFileSync('pdftoppm', ['-r', '60', '-png', file], { maxBuffer: 1 << 26 }));

/** Operators that paint while no marked content is open. */
function outsideOfMarks(content: string): string[] {
  let depth = 0;
  return content.split('\n').filter((line) => {
    if (/\b(BDC|BMC)$/.test(line)) depth++;
    else if (/^EMC$/.test(line)) depth--;
    return depth === 0 && /(TJ|Tj|\bre|\bf|\bS|\bDo)\b/.test(line);
  });
}
