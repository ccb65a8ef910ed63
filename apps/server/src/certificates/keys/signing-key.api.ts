import { Get } from '@nestjs/common';
import { SigningKeys } from '#libs/certificates';
import { AllowAnyone, Answers, Api } from '../../web/index.js';
import { signingKeyResource, signingKeysSchema } from './signing-key.view.js';

/** The keys that documents and statements are and were signed with. */
@Api('signing-keys')
export class SigningKeysApi {
  constructor(private readonly keys: SigningKeys) {}

  /** All of them, the newest first: what an old one signed is checked with it for ever. */
  @Get()
  @AllowAnyone()
  @Answers(signingKeysSchema)
  async list() {
    return { items: (await this.keys.published()).map(signingKeyResource) };
  }
}
