import type { StoredFile } from '#libs/platform';
import { type MaterialFields, materialFields } from '#libs/training';
import { FormBody, formToJson } from '../../web/form-body.js';
import { receivedFile } from '../../web/received-file.js';
import { orDiscard, type Upload } from '../../web/uploads.js';
import { check } from '../../web/validation.js';

interface ReceivedMaterial {
  fields: MaterialFields;
  file: { name: string; stored: StoredFile };
}

/** What came with an upload (`title.lo`, `title.vi`, `title.en`, `sessionId`), checked; what does not fit is discarded with its file. */
export const receivedMaterial = (upload: Upload): Promise<ReceivedMaterial> =>
  orDiscard(upload, () => ({
    fields: check(materialFields, formToJson(new FormBody(upload.fields), materialFields)),
    file: receivedFile(upload),
  }));
