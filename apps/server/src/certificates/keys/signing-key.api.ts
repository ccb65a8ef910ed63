import { Get, Inject } from '@nestjs/common';
import { SigningKeys } from '#libs/certificates';
import { CONFIGURATION, type Configuration } from '#libs/platform';
import { AllowAnyone, Answers, Api } from '../../web/index.js';
import { signingKeyResource, signingKeysSchema } from './signing-key.view.js';

/** The keys that documents and statements are and were signed with. */
@Api('signing-keys')
export class SigningKeysApi {
  constructor(
    private readonly keys: SigningKeys,
    @Inject(CONFIGURATION) private readonly configuration: Configuration,
  ) {}

  /** All of them, the newest first: what an old one signed is checked with it for ever. */
  @Get()
  @AllowAnyone()
  @Answers(signingKeysSchema)
  async list() {
    const { publicUrl } = this.configuration;
    return { items: (await this.keys.published()).map((key) => signingKeyResource(key, publicUrl)) };
  }
}
