import { Readable } from 'node:stream';
import type { CertificateArchives, CertificatesService } from '#libs/certificates';

/** An issued document as a download: opened beside the page, named after its serial. */
export const certificateFile = ({ bytes, serial }: Awaited<ReturnType<CertificatesService['download']>>) => ({
  bytes,
  name: `${serial}.pdf`,
  mediaType: 'application/pdf',
});

/** Many of them, packed. */
export const archiveFile = ({ stream, size }: Awaited<ReturnType<CertificateArchives['zip']>>) => ({
  stream,
  size,
  name: 'certificates.zip',
  mediaType: 'application/zip',
});

/** What somebody decides on, opened in the browser. */
export const specimenFile = (document: Buffer) => ({
  stream: Readable.from([document]),
  size: document.length,
  name: 'specimen.pdf',
  mediaType: 'application/pdf',
  inline: true,
});
