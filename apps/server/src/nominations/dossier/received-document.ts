import { type DocumentFields, documentFields } from '#libs/nominations';
import type { StoredFile } from '#libs/platform';
import { receivedFile } from '../../web/received-file.js';
import { orDiscard, type Upload } from '../../web/uploads.js';
import { check } from '../../web/validation.js';

interface ReceivedDocument {
  fields: DocumentFields;
  file: { name: string; stored: StoredFile };
}

/** What came with an upload, checked; what does not fit is discarded with its file. */
export const receivedDocument = (upload: Upload): Promise<ReceivedDocument> =>
  orDiscard(upload, () => {
    const given = Object.entries(upload.fields).filter(([name, value]) => name !== '_csrf' && value !== '');
    return { fields: check(documentFields, Object.fromEntries(given)), file: receivedFile(upload) };
  });
