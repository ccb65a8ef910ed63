import { spawnSync } from 'node:child_process';
import { withPdfFile } from './pdf-glyphs.js';

/** What poppler's pdfsig says of the only signature in a file. */
export interface SignatureReport {
  isValid: boolean;
  /** Every byte of the file but the signature's own is signed. */
  coversAll: boolean;
  text: string;
}

export function signatureReport(pdf: Buffer): SignatureReport {
  return withPdfFile(pdf, (file) => {
    const { stdout } = spawnSync('pdfsig', ['-nocert', file], { encoding: 'latin1', maxBuffer: 1 << 24 });
    return {
      isValid: stdout.includes('Signature Validation: Signature is Valid.'),
      coversAll: stdout.includes('Total document signed'),
      text: stdout,
    };
  });
}
