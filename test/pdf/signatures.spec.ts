import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, describe, it } from 'node:test';
import { projectRoot } from '#libs/platform';
import { loadTemplate, Press, RenderPool } from '../../libs/certificates/src/render/index.js';
import { documentKey } from '../../libs/certificates/src/signing/cms.js';
import { type DocumentKey, signerOf } from '../../libs/certificates/src/signing/document-signer.js';
import { readPkcs12 } from '../../libs/certificates/src/signing/pkcs12.js';
import { ecKey, issuedKeyStore, password, withOpenssl } from '../support/openssl.js';
import { signatureReport } from '../support/pdf-signatures.js';
import { structuralFaults } from '../support/pdf-tools.js';
import { appendedUpdates, changedAt, somePlaces, unsignedStretch } from '../support/tampering.js';
import { lacks } from '../support/tools.js';

const folder = `${projectRoot}/templates/certificates/standard`;
const at = new Date('2026-03-24T02:03:04Z');

const keys = {
  'ECDSA P-256': ecKey,
  'ECDSA P-384': ['ec', '-pkeyopt', 'ec_paramgen_curve:P-384'],
  'RSA 2048': ['rsa:2048'],
};

describe('the signature of a certificate', { skip: lacks('openssl', 'pdftotext', 'qpdf') }, () => {
  let key: DocumentKey;
  let pdf: Buffer;
  let authority: string;

  async function signedWith(kind: readonly string[]) {
    const made = issuedKeyStore(kind);
    const { privateKey, certificates } = readPkcs12(made.store, password);
    const documents = documentKey(
      privateKey,
      certificates.map(({ raw }) => raw),
    );
    const template = await loadTemplate(folder);
    const press = new Press(template, [template.sample], { signature: { signer: signerOf(documents), at } });
    return { key: documents, authority: made.authority, pdf: press.print(template.sample) };
  }

  before(async () => {
    ({ key, pdf, authority } = await signedWith(ecKey));
  });

  for (const [kind, args] of Object.entries(keys))
    it(`is valid and covers the whole file: ${kind}`, async () => {
      const signed = (await signedWith(args)).pdf;
      const report = signatureReport(signed);
      assert.ok(report.isValid && report.coversAll, report.text);
      for (const words of [
        'Signer Certificate Common Name: Test institute',
        'Signing Hash Algorithm: SHA-256',
        'Signature Type: ETSI.CAdES.detached',
        'Signing Time: Mar 24 2026',
      ])
        assert.ok(report.text.includes(words), `${words}\n${report.text}`);
      assert.equal(structuralFaults(signed), '');
    });

  it('leads to the authority, by the attributes of CAdES alone', () => {
    const { from, to } = unsignedStretch(pdf);
    const cms = Buffer.from(pdf.subarray(from + 1, to - 1).toString('latin1'), 'hex');
    withOpenssl((openssl, place) => {
      writeFileSync(join(place, 'cms.der'), cms);
      writeFileSync(join(place, 'content'), Buffer.concat([pdf.subarray(0, from), pdf.subarray(to)]));
      writeFileSync(join(place, 'authority.pem'), authority);
      const source = ['-inform', 'der', '-in', 'cms.der'];
      const against = ['-content', 'content', '-CAfile', 'authority.pem', '-purpose', 'any', '-out', 'same'];
      openssl('cms', '-verify', '-cades', '-binary', ...source, ...against);
      const told = openssl('cms', '-cmsout', '-print', ...source).toString();
      const attributes = told.slice(told.indexOf('signedAttrs:'), told.indexOf('signatureAlgorithm:'));
      // No time: in this profile it stands in the dictionary of the signature.
      assert.deepEqual(attributes.match(/(?<=object: )[\w-]+/g), [
        'contentType',
        'messageDigest',
        'id-smime-aa-signingCertificateV2',
      ]);
      assert.equal(told.match(/d\.certificate:/g)?.length, 2);
    });
  });

  it('certifies the document against any later change', () => {
    const text = pdf.toString('latin1');
    assert.match(text, /\/Perms ?<<\/DocMDP \d+ 0 R>>/);
    assert.match(text, /\/TransformMethod ?\/DocMDP\/TransformParams ?<<[^>]*\/P 1\b/);
  });

  it('breaks with every byte that is changed where it signs, 200 of them', () => {
    const { from, to } = unsignedStretch(pdf);
    const places = [...somePlaces(0, pdf.length - (to - from), 200)].map((place) =>
      place < from ? place : place + to - from,
    );
    const taken = places.filter((place) => signatureReport(changedAt(pdf, place)).isValid);
    assert.deepEqual(taken, []);
  });

  it('breaks with what is cut off', () => {
    for (const place of somePlaces(1000, pdf.length - 1, 20)) {
      const { isValid, coversAll } = signatureReport(pdf.subarray(0, place));
      assert.ok(!(isValid && coversAll), `cut at ${place}`);
    }
  });

  it('does not cover what is appended', () => {
    const updates = appendedUpdates(pdf);
    assert.equal(updates.length, 5);
    for (const [index, update] of updates.entries()) {
      const { isValid, coversAll, text } = signatureReport(update);
      assert.ok(!(isValid && coversAll), `update ${index}: ${text}`);
    }
  });

  it('is made in drawing threads too, another each time, over the same page', async () => {
    const pool = new RenderPool(folder, { maxThreads: 1 });
    try {
      const { sample } = await loadTemplate(folder);
      const drawn = await pool.render(sample, { signature: { key, at } });
      assert.ok(signatureReport(drawn).isValid);
      const { from, to } = unsignedStretch(pdf);
      assert.ok(drawn.subarray(0, from).equals(pdf.subarray(0, from)) && drawn.subarray(to).equals(pdf.subarray(to)));
      assert.ok(!drawn.equals(pdf));
    } finally {
      await pool.close();
    }
  });
});
