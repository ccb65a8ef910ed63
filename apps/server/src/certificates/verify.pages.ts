import { Get, Post } from '@nestjs/common';
import { Throttle } from '@nestjs/throttler';
import { SigningKeys, VerificationService, type Verified } from '#libs/certificates';
import { DomainError } from '#libs/kernel';
import { TakesFile } from '../web/file-routes.js';
import { AllowAnyone, Form, OtherPage, Pages, Shows, type Visit } from '../web/index.js';
import { receivedPdf } from './received-pdf.js';
import { askingLimit, fileLimit, largestFile } from './verification-limits.js';
import { askPage, codePage, filePage, unknownCodePage } from './verify-page.view.js';

/** Where the QR code of a certificate leads, and where anyone may type its code or drop its file. */
@Pages('verify')
export class VerifyPages {
  constructor(
    private readonly verification: VerificationService,
    private readonly keys: SigningKeys,
  ) {}

  @Get()
  @AllowAnyone()
  @Throttle(askingLimit)
  @Shows('verify/ask')
  async index(visit: Visit) {
    const code = (visit.query.code ?? '').replace(/[^0-9A-Za-z-]/g, '').slice(0, 60);
    return code === '' ? askPage(visit) : visit.to(`/verify/${code}`);
  }

  @Get(':code')
  @AllowAnyone()
  @Throttle(askingLimit)
  @Shows('verify/show')
  async show(visit: Visit) {
    // A name, a course and a serial: nothing for search engines.
    visit.reply.header('x-robots-tag', 'noindex');
    const code = visit.params.code ?? '';
    try {
      const verified = await this.verification.byCode(code);
      return codePage(visit, verified, await this.isOfDevelopment(verified.certificate));
    } catch (error) {
      if (!(error instanceof DomainError) || error.kind !== 'not_found') throw error;
      return new OtherPage('verify/ask', unknownCodePage(visit, code), 404);
    }
  }

  /** Nothing of the file is kept. */
  @Post()
  @AllowAnyone()
  @Throttle(fileLimit)
  @Form('index', 'file')
  @TakesFile()
  async file(visit: Visit) {
    const upload = await visit.receive(largestFile);
    const verdict = await receivedPdf(upload, (file) => this.verification.byFile(file));
    const isDevelopment = await this.isOfDevelopment(verdict.certificate);
    return new OtherPage('verify/show', filePage(visit, verdict, upload.file?.name ?? '', isDevelopment));
  }

  /** Whether it was signed with a key that nothing of legal effect is signed with. */
  private async isOfDevelopment(certificate: Verified['certificate'] | null): Promise<boolean> {
    const keyId = certificate?.signingKeyId;
    return keyId ? (await this.keys.get(keyId)).isDevelopment : false;
  }
}
