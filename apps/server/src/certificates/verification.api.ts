import { Get, HttpCode, Param, Post } from '@nestjs/common';
import { Throttle } from '@nestjs/throttler';
import { VerificationService } from '#libs/certificates';
import { TakesFile } from '../web/file-routes.js';
import { AllowAnyone, Answers, Api, type Receive, Unkeyed, Upload } from '../web/index.js';
import { receivedPdf } from './received-pdf.js';
import { fileVerdictResource, fileVerdictSchema, publicFields, verificationSchema } from './verification.view.js';
import { askingLimit, fileLimit, largestFile } from './verification-limits.js';

/** Anyone may ask whether a certificate is ours and still holds. */
@Api('verifications')
export class VerificationsApi {
  constructor(private readonly verification: VerificationService) {}

  @Get(':code')
  @AllowAnyone()
  @Throttle(askingLimit)
  @Answers(verificationSchema)
  async byCode(@Param('code') code: string) {
    return publicFields((await this.verification.byCode(code)).certificate);
  }

  /** Compares a PDF byte for byte with what was issued. Nothing of it is kept. */
  @Post()
  @AllowAnyone()
  @Throttle(fileLimit)
  @Unkeyed()
  @TakesFile()
  @HttpCode(200)
  @Answers(fileVerdictSchema)
  async byFile(@Upload() receive: Receive) {
    return receivedPdf(await receive(largestFile), async (file) =>
      fileVerdictResource(await this.verification.byFile(file)),
    );
  }
}
