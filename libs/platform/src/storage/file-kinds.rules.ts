import { allowed, type Decision, denied } from '#libs/kernel';

/** How a file is recognised: by what `file-type` calls it, or as text in UTF-8. */
interface FileKind {
  mediaType: string;
  /** The extension `file-type` gives this content; absent for plain text, which has no signature. */
  signature?: string;
  /** Text must begin with one of these, after white space. */
  begins?: RegExp;
}

/**
 * What people may hand in or hand out, by the extension of its name. Left out on purpose: html and svg (run scripts
 * in a browser), zip (hides what is inside), anything that can be started.
 */
const kinds: Readonly<Record<string, FileKind>> = {
  pdf: { mediaType: 'application/pdf', signature: 'pdf' },
  png: { mediaType: 'image/png', signature: 'png' },
  jpg: { mediaType: 'image/jpeg', signature: 'jpg' },
  jpeg: { mediaType: 'image/jpeg', signature: 'jpg' },
  xlsx: { mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', signature: 'xlsx' },
  docx: { mediaType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document', signature: 'docx' },
  pptx: { mediaType: 'application/vnd.openxmlformats-officedocument.presentationml.presentation', signature: 'pptx' },
  ods: { mediaType: 'application/vnd.oasis.opendocument.spreadsheet', signature: 'ods' },
  odt: { mediaType: 'application/vnd.oasis.opendocument.text', signature: 'odt' },
  odp: { mediaType: 'application/vnd.oasis.opendocument.presentation', signature: 'odp' },
  csv: { mediaType: 'text/csv' },
  txt: { mediaType: 'text/plain' },
  md: { mediaType: 'text/markdown' },
  json: { mediaType: 'application/json', begins: /^[[{]/ },
  geojson: { mediaType: 'application/geo+json', begins: /^\{/ },
  xml: { mediaType: 'application/xml', begins: /^</ },
};

export const acceptedExtensions: readonly string[] = Object.keys(kinds);

export const extensionOf = (name: string): string => /\.([^.]{1,10})$/.exec(name)?.[1]?.toLowerCase() ?? '';

/** True for kinds that have no signature and are read as text. */
export const isTextKind = (name: string): boolean => {
  const kind = kinds[extensionOf(name)];
  return kind !== undefined && !kind.signature;
};

/** The media type that goes with a name; a name without an accepted extension has none. */
export const mediaTypeOf = (name: string): string => kinds[extensionOf(name)]?.mediaType ?? 'application/octet-stream';

export const mayBeNamed = (name: string): Decision =>
  kinds[extensionOf(name)]
    ? allowed
    : denied('file.type_not_accepted', { name, accepted: acceptedExtensions.join(', ') });

/** What the content turned out to be. */
export interface Content {
  /** The extension `file-type` gives it, null when it knows no signature in it. */
  signature: string | null;
  /** The first characters when the whole file is text in UTF-8 without control characters, else null. */
  text: string | null;
}

// Files that pass as text but are something else: a browser, a reader or a shell would run or draw them.
const disguised = /^(%PDF-|%!PS|\{\\rtf|#!|<!doctype\s+html|<html|<script|<svg)/i;
const marksUpPage = /<(html|svg|script)[\s>]/i;

/** Whether a file is what its name says. */
export function agreesWithName(name: string, content: Content): Decision {
  const named = mayBeNamed(name);
  if (named !== allowed) return named;
  const extension = extensionOf(name);
  const kind = kinds[extension] as FileKind;
  const contradiction = denied('file.content_contradicts_name', { name, extension });
  if (kind.signature) return content.signature === kind.signature ? allowed : contradiction;
  if (content.text === null) return denied('file.not_utf8_text', { name });
  const head = content.text.trimStart();
  if (disguised.test(head) || (extension === 'xml' && marksUpPage.test(head))) return contradiction;
  return !kind.begins || kind.begins.test(head) ? allowed : contradiction;
}
