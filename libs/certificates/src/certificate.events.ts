import { eventType } from '#libs/platform';

/** Numbers are taken and contents frozen: the documents are to be drawn. */
export const batchApproved = eventType<{ batchId: string; jobId: string }>('certificate_batch.approved');
