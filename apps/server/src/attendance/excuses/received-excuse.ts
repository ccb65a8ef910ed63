import { type ExcuseFields, excuseFields } from '#libs/attendance';
import type { ArrivedFile } from '#libs/platform';
import { FormBody, formToJson } from '../../web/form-body.js';
import { receivedFile } from '../../web/received-file.js';
import type { Upload } from '../../web/uploads.js';
import { check } from '../../web/validation.js';

/** Gives what an upload holds; what does not fit is discarded with its file. */
async function orDiscard<T>(upload: Upload, read: () => T): Promise<T> {
  try {
    return read();
  } catch (error) {
    await upload.discard();
    throw error;
  }
}

export const receivedScan = (upload: Upload): Promise<ArrivedFile> => orDiscard(upload, () => receivedFile(upload));

/** The form of the page: the paper may be left out. */
export const receivedExcuse = (upload: Upload): Promise<{ fields: ExcuseFields; file: ArrivedFile | null }> =>
  orDiscard(upload, () => ({
    fields: check(excuseFields, formToJson(new FormBody(upload.fields), excuseFields)),
    file: upload.file,
  }));
