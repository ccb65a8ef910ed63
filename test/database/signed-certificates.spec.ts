import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { Readable } from 'node:stream';
import { after, before, describe, it } from 'node:test';
import {
  ApprovalService,
  BatchesService,
  BatchLists,
  CertificatesService,
  IssuingService,
  SigningKeys,
  VerificationService,
} from '#libs/certificates';
import { JobsService, Outbox, Storage, settleFiles } from '#libs/platform';
import { CertificateDocuments } from '../../libs/certificates/src/certificate-documents.js';
import { aDecision, aHeldRun } from '../support/a-held-run.js';
import { coChair, openCertificates, startCertificates } from '../support/certificates.js';
import { lastingKeyStore, password } from '../support/openssl.js';
import { signatureReport } from '../support/pdf-signatures.js';
import type { TestContext } from '../support/platform.js';
import { appendedUpdates, changedAt, somePlaces } from '../support/tampering.js';
import { lacks } from '../support/tools.js';
import { type Finder, vnCoordinator } from '../support/training.js';

describe('a signed certificate', { skip: lacks('openssl', 'pdftotext') }, () => {
  let context: TestContext;
  let issued: { id: string; pdf: Buffer };
  before(async () => {
    context = await startCertificates();
    issued = await issue(context, 'ຄຳຫຼ້າ');
  });
  after(() => context.close());

  /** The only certificate of a run of its own, from the list to the stored bytes. */
  async function issue(found: Finder, name: string): Promise<{ id: string; pdf: Buffer }> {
    const held = await aHeldRun({ get: found.get.bind(found), clock: context.clock }, [name]);
    context.clock.set('2026-03-24T02:00:00Z');
    const batch = await found.get(BatchesService).prepare(vnCoordinator, held.run.id, aDecision(held.enrolments));
    await found.get(ApprovalService).approve(coChair, batch.id);
    await found.get(Outbox).deliver();
    const { entries } = await found.get(BatchLists).get(coChair, batch.id);
    const { id, storageKey } = entries[0]!.certificate!;
    return { id, pdf: readFileSync(found.get(Storage).pathOf(storageKey!)) };
  }

  const verdict = async (file: Buffer) => {
    const stored = await context.get(Storage).put(Readable.from([file]), file.length + 1);
    return (await context.get(VerificationService).byFile(stored)).status;
  };

  it('says with which key, and is valid as it was issued', async () => {
    const { isValid, coversAll, text } = signatureReport(issued.pdf);
    assert.ok(isValid && coversAll, text);
    assert.match(text, /Signing Time: Mar 24 2026/);
    const { signedWith } = await context.get(CertificatesService).get(coChair, issued.id);
    assert.equal(signedWith?.id, context.get(SigningKeys).documentSigner().id);
    assert.equal(await verdict(issued.pdf), 'valid');
  });

  it('is not valid with any byte changed, cut off or appended', async () => {
    const files = [
      ...[...somePlaces(0, issued.pdf.length, 200)].map((place) => changedAt(issued.pdf, place)),
      ...[...somePlaces(1, issued.pdf.length, 20, 7)].map((place) => issued.pdf.subarray(0, place)),
      ...appendedUpdates(issued.pdf),
    ];
    const verdicts = new Map<string, number>();
    for (const file of files) {
      const status = await verdict(file);
      verdicts.set(status, (verdicts.get(status) ?? 0) + 1);
    }
    assert.deepEqual([...verdicts.keys()].sort(), ['altered', 'unknown']);
    assert.ok(verdicts.get('altered')! > 150, JSON.stringify([...verdicts]));
  });

  it('waits while the key’s certificate has expired, and is drawn with the next', async () => {
    const held = await aHeldRun(context, ['ສົມພອນ']);
    context.clock.set('2026-03-24T02:00:00Z');
    const { id } = await context.get(BatchesService).prepare(vnCoordinator, held.run.id, aDecision(held.enrolments));
    const { jobId } = await context.get(ApprovalService).approve(coChair, id);
    context.clock.set('2090-01-01T00:00:00Z');
    const issuing = context.get(IssuingService).issue({ batchId: id, jobId: jobId! });
    await assert.rejects(issuing, { code: 'signing.certificate_expired' });
    assert.equal((await context.get(JobsService).find(jobId!))?.status, 'failed');
    context.clock.set('2026-03-24T03:00:00Z');
    await context.get(IssuingService).issue({ batchId: id, jobId: jobId! });
    assert.equal((await context.get(BatchLists).get(coChair, id)).batch.status, 'issued');
  });

  it('remembers the key that signed it, though a crash came before its row and another key after', async () => {
    const held = await aHeldRun(context, ['ຈັນທະວົງ']);
    context.clock.set('2026-03-24T02:00:00Z');
    const { id } = await context.get(BatchesService).prepare(vnCoordinator, held.run.id, aDecision(held.enrolments));
    const { jobId } = await context.get(ApprovalService).approve(coChair, id);
    const { entries } = await context.get(BatchLists).get(coChair, id);
    const certificate = entries[0]!.certificate!;
    for await (const filed of context.get(CertificateDocuments).fileAll([certificate]))
      assert.equal(filed.status, 'fulfilled');
    const documentKey = { setting: 'SIGNING_KEY', value: lastingKeyStore().toString('base64'), password } as const;
    const again = await openCertificates({ ...context.configuration, documentKey }, context.clock);
    try {
      await again.get(IssuingService).issue({ batchId: id, jobId: jobId! });
      const { signedWith } = await again.get(CertificatesService).get(coChair, certificate.id);
      assert.equal(signedWith?.id, context.get(SigningKeys).documentSigner().id);
      assert.notEqual(signedWith?.id, again.get(SigningKeys).documentSigner().id);
    } finally {
      await again.close();
    }
  });

  it('is kept as it was stored when no key of ours signed it', async () => {
    const held = await aHeldRun(context, ['ແກ້ວ']);
    context.clock.set('2026-03-24T02:00:00Z');
    const { id } = await context.get(BatchesService).prepare(vnCoordinator, held.run.id, aDecision(held.enrolments));
    const { jobId } = await context.get(ApprovalService).approve(coChair, id);
    const { entries } = await context.get(BatchLists).get(coChair, id);
    const certificate = entries[0]!.certificate!;
    const before = Buffer.from('%PDF-1.7 older than signatures');
    const older = { name: `certificate ${certificate.id}`, make: () => before };
    const [stored] = await settleFiles(context.get(Storage).folders, [older]);
    assert.ok(stored?.status === 'fulfilled');
    const { sha256 } = stored.value;
    await context.get(IssuingService).issue({ batchId: id, jobId: jobId! });
    const kept = (await context.get(BatchLists).get(coChair, id)).entries[0]!.certificate!;
    assert.deepEqual([kept.status, kept.signingKeyId, kept.sha256], ['valid', null, sha256]);
    assert.equal(await verdict(before), 'valid');
  });

  it('stays valid when another key has taken over', async () => {
    const documentKey = { setting: 'SIGNING_KEY', value: lastingKeyStore().toString('base64'), password } as const;
    const again = await openCertificates({ ...context.configuration, documentKey }, context.clock);
    try {
      const next = await issue(again, 'ບຸນມີ');
      assert.match(signatureReport(next.pdf).text, /Signer Certificate Common Name: Test seal/);
      const { text, isValid } = signatureReport(issued.pdf);
      assert.ok(isValid && text.includes('Signer Certificate Common Name: Mittaphap development key'), text);
      for (const { id, pdf } of [issued, next]) {
        assert.equal(await verdict(pdf), 'valid');
        const { signedWith } = await again.get(CertificatesService).get(coChair, id);
        const published = await again.get(SigningKeys).published();
        assert.ok(published.some((key) => key.id === signedWith?.id));
        assert.equal(signedWith?.retiredAt === null, id === next.id);
      }
    } finally {
      await again.close();
    }
  });
});
