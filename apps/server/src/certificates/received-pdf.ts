import { invalid } from '#libs/kernel';
import type { StoredFile } from '#libs/platform';

interface Received {
  file: { name: string; stored: StoredFile } | null;
  discard(): Promise<void>;
}

/** Lets the one file somebody sent be looked at, and removes it whatever comes of that. */
export async function receivedPdf<Answer>(
  upload: Received,
  look: (file: StoredFile) => Promise<Answer>,
): Promise<Answer> {
  try {
    if (!upload.file) throw invalid({ pointer: '/file', code: 'upload.file_required' });
    return await look(upload.file.stored);
  } finally {
    await upload.discard();
  }
}
