import type { Decision } from '#libs/kernel';
import { allowed, denied } from '#libs/kernel';
import { missingGlyphs } from '#libs/platform';
import { type CertificatePayload, certificatePayload, printedTexts } from './render/index.js';

/**
 * Whether a certificate can be drawn as it is: complete, and every letter in our fonts. Asked when a batch is prepared
 * and again when it is approved, so that an approved certificate never fails to render. `clean` remembers texts that
 * were found good: most of a certificate is the same for everybody on a list.
 */
export function mayPrint(payload: CertificatePayload, clean = new Set<string>()): Decision {
  const name = payload.holder.fullNameLao || payload.holder.fullNameLatin;
  if (!payload.holder.birthDate) return denied('certificate.birth_date_missing', { name });
  const checked = certificatePayload.safeParse(payload);
  if (!checked.success)
    return denied('certificate.incomplete', { name, field: partNamed(checked.error.issues[0]!.path) });
  const missing = printedTexts(payload).flatMap((text) => {
    if (clean.has(text)) return [];
    const letters = missingGlyphs(text);
    if (letters.length === 0) clean.add(text);
    return letters;
  });
  if (missing.length === 0) return allowed;
  return denied('certificate.missing_glyphs', { name, letters: [...new Set(missing)].join(' ') });
}

/** Parts that come from what people typed; `certificates.part` names them. */
const parts = ['position', 'organisation', 'course', 'place', 'units', 'grade', 'issue', 'signatory', 'decision'];

const partNamed = (path: readonly PropertyKey[]): string =>
  parts.find((part) => path.some((one) => one === part)) ?? 'other';
