import { fileTypeFromBuffer } from 'file-type';
import { Refusal } from '../refusal.js';

/** What the content turned out to be, whatever the file is called. Throws for what is not read. */
export async function contentOf(bytes: Buffer): Promise<'workbook' | 'text'> {
  const kind = (await fileTypeFromBuffer(bytes))?.ext;
  switch (kind) {
    case undefined:
      return 'text';
    case 'xlsx':
    case 'xltx':
    case 'zip':
      return 'workbook';
    case 'xlsm':
    case 'xltm':
      throw new Refusal('spreadsheet.macros');
    case 'ods':
    case 'ots':
      throw new Refusal('spreadsheet.open_document');
    case 'cfb':
      throw compound(bytes);
    default:
      throw new Refusal('spreadsheet.not_a_table', { kind });
  }
}

// A compound file holds an old workbook, or a new one behind a password; its directory names the streams in UTF-16.
function compound(bytes: Buffer): Refusal {
  const holds = (name: string) => bytes.includes(Buffer.from(name, 'utf16le'));
  if (holds('EncryptedPackage')) return new Refusal('spreadsheet.encrypted');
  if (holds('Workbook') || holds('Book')) return new Refusal('spreadsheet.old_excel');
  return new Refusal('spreadsheet.not_a_table', { kind: 'cfb' });
}
