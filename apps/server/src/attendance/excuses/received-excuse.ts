import { type ExcuseFields, excuseFields } from '#libs/attendance';
import type { ArrivedFile } from '#libs/platform';
import { FormBody, formToJson } from '../../web/form-body.js';
import { receivedFile } from '../../web/received-file.js';
import { orDiscard, type Upload } from '../../web/uploads.js';
import { check } from '../../web/validation.js';

/** What came with an upload; what does not fit is discarded with its file. */
export const receivedScan = (upload: Upload): Promise<ArrivedFile> => orDiscard(upload, () => receivedFile(upload));

/** The form of the page: the paper may be left out. */
export const receivedExcuse = (upload: Upload): Promise<{ fields: ExcuseFields; file: ArrivedFile | null }> =>
  orDiscard(upload, () => ({
    fields: check(excuseFields, formToJson(new FormBody(upload.fields), excuseFields)),
    file: upload.file,
  }));
