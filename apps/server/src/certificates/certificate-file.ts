import type { CertificatesService } from '#libs/certificates';

/** An issued document as a download: opened beside the page, named after its serial. */
export const certificateFile = ({ stream, size, serial }: Awaited<ReturnType<CertificatesService['download']>>) => ({
  stream,
  size,
  name: `${serial}.pdf`,
  mediaType: 'application/pdf',
});
