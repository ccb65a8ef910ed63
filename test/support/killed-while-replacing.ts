import 'reflect-metadata';
import { RequestDecisions } from '#libs/certificates';
import { readConfiguration } from '#libs/platform';
import { CertificateDocuments } from '../../libs/certificates/src/certificate-documents.js';
import { CertificatesRepository } from '../../libs/certificates/src/certificates.repository.js';
import { coChair, openCertificates } from './certificates.js';
import { TestClock } from './clock.js';

/*
 * A programme that at this hour grants the replacement of the certificate named by its argument, or goes on with it,
 * and pulls its own plug when it is about to draw the document or has just stored its file.
 */
const [certificateId = '', at = '', moment = ''] = process.argv.slice(2);
const die = () => process.kill(process.pid, 'SIGKILL');
const clock = new TestClock();
clock.set(at);
const fileAll = CertificateDocuments.prototype.fileAll;
if (moment === 'drawing')
  // biome-ignore lint/correctness/useYield: it ends before the first
  CertificateDocuments.prototype.fileAll = async function* () {
    die();
  };
if (moment === 'stored')
  CertificateDocuments.prototype.fileAll = async function* (...args) {
    for await (const filed of fileAll.apply(this, args)) {
      die();
      yield filed;
    }
  };
const context = await openCertificates(readConfiguration(process.env), clock);
const { status } = (await context.get(CertificatesRepository).find(certificateId))!;
if (status === 'valid') await context.get(RequestDecisions).replace(coChair, certificateId);
// Nobody would wait for the outbox: its timer keeps no process alive.
setTimeout(() => process.exit(3), 60_000);
