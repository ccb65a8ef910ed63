import { eventType } from '#libs/platform';

/** Numbers are taken and contents frozen: the documents are to be drawn. */
export const batchApproved = eventType<{ batchId: string; jobId: string }>('certificate_batch.approved');

/** A document took another's place: it is to be drawn. */
export const certificateReplaced = eventType<{ certificateId: string; jobId: string }>('certificate.replaced');

/** It no longer holds, and nothing took its place. */
export const certificateRevoked = eventType<{ certificateId: string }>('certificate.revoked');

/** Every document of this decision, or the one that is named, is stored and can be downloaded. */
export const certificatesIssued = eventType<{ batchId: string; certificateId?: string }>('certificate_batch.issued');
