import { invalid } from '#libs/kernel';
import type { StoredFile } from '#libs/platform';

/** The one file a person must have chosen. */
export function receivedFile({ file }: { file: { name: string; stored: StoredFile } | null }): {
  name: string;
  stored: StoredFile;
} {
  if (!file) throw invalid({ pointer: '/file', code: 'upload.file_required' });
  return file;
}
