import { eventType } from '#libs/platform';

/** Numbers are taken and contents frozen: the documents are to be drawn. */
export const batchApproved = eventType<{ batchId: string; jobId: string }>('certificate_batch.approved');

/** Every document of this decision is stored and can be downloaded. */
export const certificatesIssued = eventType<{ batchId: string }>('certificate_batch.issued');
