import { X509Certificate } from 'node:crypto';
import { Readable } from 'node:stream';
import { Get, Inject } from '@nestjs/common';
import { publicJwk, SigningKeys } from '#libs/certificates';
import { notFound } from '#libs/kernel';
import { CONFIGURATION, type Configuration } from '#libs/platform';
import { TakesHead } from '../../web/file-routes.js';
import { AllowAnyone, Pages, Shows, type Visit } from '../../web/index.js';
import { signingKeysPage } from './signing-keys-page.view.js';

/** Where anyone sees whose keys sign, and takes them along to check with. */
@Pages('signing-keys')
export class SigningKeyPages {
  constructor(
    private readonly keys: SigningKeys,
    @Inject(CONFIGURATION) private readonly configuration: Configuration,
  ) {}

  @Get()
  @AllowAnyone()
  @Shows('signing-keys/index')
  async index(visit: Visit) {
    return signingKeysPage(visit, await this.keys.published());
  }

  /** With the certificates above it; the bare key where it has none. */
  @Get(':id/key.pem')
  @AllowAnyone()
  @TakesHead()
  async pem(visit: Visit) {
    const { keyId, publicPem } = await this.keys.get(visit.id());
    return visit.file(keyFile(Buffer.from(publicPem), `${keyId.slice(0, 16)}.pem`, 'application/x-pem-file'));
  }

  /** Where the `kid` of what it signed leads. */
  @Get(':id/key.jwk')
  @AllowAnyone()
  @TakesHead()
  async jwk(visit: Visit) {
    const key = await this.keys.get(visit.id());
    const jwk = publicJwk(key, this.configuration.publicUrl);
    return visit.file(jsonFile(visit, jwk, `${key.keyId.slice(0, 16)}.jwk`, 'application/jwk+json'));
  }

  /** As Windows and Acrobat import it. */
  @Get(':id/certificate.cer')
  @AllowAnyone()
  @TakesHead()
  async cer(visit: Visit) {
    const { keyId, publicPem, purpose } = await this.keys.get(visit.id());
    if (purpose !== 'document') throw notFound('signing_key');
    const { raw } = new X509Certificate(publicPem);
    return visit.file(keyFile(raw, `${keyId.slice(0, 16)}.cer`, 'application/pkix-cert'));
  }
}

/** Where programs look for the keys of a server: all of them, as libraries for JWTs take them. */
@Pages('.well-known')
export class WellKnownKeys {
  constructor(
    private readonly keys: SigningKeys,
    @Inject(CONFIGURATION) private readonly configuration: Configuration,
  ) {}

  @Get('jwks.json')
  @AllowAnyone()
  @TakesHead()
  async all(visit: Visit) {
    const keys = (await this.keys.published()).map((key) => publicJwk(key, this.configuration.publicUrl));
    return visit.file(jsonFile(visit, { keys }, 'jwks.json', 'application/jwk-set+json'));
  }
}

/** For programs in the pages of others too: it is public. */
function jsonFile(visit: Visit, content: object, name: string, mediaType: string) {
  visit.reply.header('access-control-allow-origin', '*');
  return { ...keyFile(Buffer.from(JSON.stringify(content)), name, mediaType), inline: true };
}

const keyFile = (bytes: Buffer, name: string, mediaType: string) => ({
  stream: Readable.from([bytes]),
  size: bytes.length,
  name: `mittaphap-${name}`,
  mediaType,
});
