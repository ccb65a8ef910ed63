import { instantOf, pickText } from '#libs/kernel';
import type { PdfInfo } from '#libs/platform';
import { keywordsWithCode } from '../embedded-code.js';
import type { CertificatePayload } from '../payload.js';

/** What the file says of itself: which certificate it is, and nothing of its holder. */
export function infoOf({ title, issuingBodies, course, serial, verificationCode, issue }: CertificatePayload): PdfInfo {
  return {
    title: `${pickText(title, 'vi').text} – ${pickText(title, 'lo').text} – ${serial}`,
    author: `${pickText(issuingBodies.vietnam, 'vi').text} – ${pickText(issuingBodies.laos, 'lo').text}`,
    subject: pickText(course, 'vi').text,
    keywords: keywordsWithCode(verificationCode),
    createdAt: instantOf(issue.date, '00:00'),
  };
}
