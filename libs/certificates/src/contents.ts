import { createHash } from 'node:crypto';
import type { CertificatePayload } from './render/index.js';

/** SHA-256 of all that documents would say, and of what they would be drawn with: who reads it grants nothing else. */
export const contentsOf = (designVersionId: string | null, said: readonly CertificatePayload[]): string =>
  createHash('sha256')
    .update(JSON.stringify([designVersionId, said]))
    .digest('hex');

/** What a form says where nothing fit could be read. No hash is like it: what has become fit since was not read either. */
export const noContents = 'none';
