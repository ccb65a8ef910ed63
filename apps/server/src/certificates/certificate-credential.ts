import { Readable } from 'node:stream';
import type { CertificateCredentials } from '#libs/certificates';

export const credentialType = 'application/vc+jwt';

/** A credential as a download, named after the serial of its certificate. */
export function credentialFile({ serial, signed }: Awaited<ReturnType<CertificateCredentials['credential']>>) {
  const bytes = Buffer.from(signed);
  return { stream: Readable.from([bytes]), size: bytes.length, name: `${serial}.jwt`, mediaType: credentialType };
}
