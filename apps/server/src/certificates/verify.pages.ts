import { Get, Post } from '@nestjs/common';
import { Throttle } from '@nestjs/throttler';
import { type FileVerdict, SigningKeys, VerificationService, type Verified } from '#libs/certificates';
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
    const verified = await this.verification.byCode(code).catch((error: unknown) => {
      if (!(error instanceof DomainError) || error.kind !== 'not_found') throw error;
      return null;
    });
    if (!verified) return new OtherPage('verify/ask', unknownCodePage(visit, code), 404);
    return codePage(visit, verified, await this.isOfDevelopment(verified));
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
    const isDevelopment = await this.isOfDevelopment(verdict);
    return new OtherPage('verify/show', filePage(visit, verdict, upload.file?.name ?? '', isDevelopment));
  }

  /** Whether it was signed with a key that nothing of legal effect is signed with. What was altered is not what was signed. */
  private async isOfDevelopment({ status, certificate }: Verified | FileVerdict): Promise<boolean> {
    const keyId = certificate?.signingKeyId;
    if (!keyId || status === 'altered') return false;
    return (await this.keys.published()).some(({ id, isDevelopment }) => id === keyId && isDevelopment);
  }
}
