import { X509Certificate } from 'node:crypto';
import { Readable } from 'node:stream';
import { Get } from '@nestjs/common';
import { SigningKeys } from '#libs/certificates';
import { notFound } from '#libs/kernel';
import { AllowAnyone, Pages, Shows, type Visit } from '../../web/index.js';
import { signingKeysPage } from './signing-keys-page.view.js';

/** Where anyone sees whose keys sign, and takes them along to check with. */
@Pages('signing-keys')
export class SigningKeyPages {
  constructor(private readonly keys: SigningKeys) {}

  @Get()
  @AllowAnyone()
  @Shows('signing-keys/index')
  async index(visit: Visit) {
    return signingKeysPage(visit, await this.keys.published());
  }

  /** With the certificates above it; the bare key where it has none. */
  @Get(':id/key.pem')
  @AllowAnyone()
  async pem(visit: Visit) {
    const { keyId, publicPem } = await this.keys.get(visit.id());
    return visit.file(keyFile(Buffer.from(publicPem), `${keyId.slice(0, 16)}.pem`, 'application/x-pem-file'));
  }

  /** As Windows and Acrobat import it. */
  @Get(':id/certificate.cer')
  @AllowAnyone()
  async cer(visit: Visit) {
    const { keyId, publicPem, purpose } = await this.keys.get(visit.id());
    if (purpose !== 'document') throw notFound('signing_key');
    const { raw } = new X509Certificate(publicPem);
    return visit.file(keyFile(raw, `${keyId.slice(0, 16)}.cer`, 'application/pkix-cert'));
  }
}

const keyFile = (bytes: Buffer, name: string, mediaType: string) => ({
  stream: Readable.from([bytes]),
  size: bytes.length,
  name: `mittaphap-${name}`,
  mediaType,
});
