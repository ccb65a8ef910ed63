import { allowed, type Decision, denied, type FieldError, type LocalDate, normaliseText } from '#libs/kernel';
import type { DocumentKind } from '#libs/training';

/** What each kind of document may be, and the date that must be known of it. */

/** The extension `file-type` gives a content, and what it is served as. */
const mediaTypes = {
  pdf: 'application/pdf',
  jpg: 'image/jpeg',
  png: 'image/png',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
} as const;

export type DocumentType = keyof typeof mediaTypes;

export type DateName = 'issuedOn' | 'validUntil';

interface Taken {
  types: readonly DocumentType[];
  date: DateName | null;
}

const scan: readonly DocumentType[] = ['pdf', 'jpg', 'png'];

const kinds: Readonly<Record<DocumentKind, Taken>> = {
  official_letter: { types: scan, date: null },
  cv: { types: [...scan, 'docx'], date: null },
  photo: { types: ['jpg', 'png'], date: 'issuedOn' },
  passport: { types: scan, date: 'validUntil' },
  health_paper: { types: scan, date: 'issuedOn' },
};

export const typesOf = (kind: DocumentKind): readonly DocumentType[] => kinds[kind].types;

/** The day a photo was taken or a health paper issued, the last day of a passport; null where no date is kept. */
export const dateOf = (kind: DocumentKind): DateName | null => kinds[kind].date;

export const mediaTypeOf = (type: DocumentType): string => mediaTypes[type];

const extensions: Readonly<Record<DocumentType, RegExp>> = {
  pdf: /\.pdf$/i,
  jpg: /\.jpe?g$/i,
  png: /\.png$/i,
  docx: /\.docx$/i,
};

/** The name a file is kept under: its own, with the extension of what it is; at most 250 characters. */
export function documentName(given: string, type: DocumentType): string {
  const line = normaliseText(given.split(/[\\/]/).at(-1) ?? '').replace(extensions[type], '');
  return `${[...(line || 'document')].slice(0, 240).join('')}.${type}`;
}

/** What a browser shows by itself, without a programme of its own. */
export const isShownInline = (mediaType: string): boolean =>
  mediaType.startsWith('image/') || mediaType === mediaTypes.pdf;

/** What the bytes turned out to be. */
export interface DocumentContent {
  /** The extension `file-type` gives it; null when it knows no signature in it. */
  signature: string | null;
  /** As it is looked at, turned the way the camera was held; null when it is no image or a broken one. */
  pixels: { width: number; height: number } | null;
  /** Null when it is no PDF. */
  pdf: 'plain' | 'active' | 'locked' | null;
}

/** Whether such a file may be a document of this kind. Its name and the type a browser claims never count. */
export function mayBe(kind: DocumentKind, content: DocumentContent): Decision {
  const type = typesOf(kind).find((one) => one === content.signature);
  if (!type) return denied('dossier.type_not_accepted', { kind, accepted: typesOf(kind).join(', ').toUpperCase() });
  return isWhole(content);
}

/** Whether such a file may be a paper of any other kind that was scanned or photographed. */
export function mayBeScan(content: DocumentContent): Decision {
  const type = scan.find((one) => one === content.signature);
  return type ? isWhole(content) : denied('file.not_a_scan', { accepted: scan.join(', ').toUpperCase() });
}

function isWhole({ signature, pixels, pdf }: DocumentContent): Decision {
  if (pdf === 'locked') return denied('dossier.pdf_locked');
  if (pdf === 'active') return denied('dossier.pdf_active');
  if ((signature === 'jpg' || signature === 'png') && !pixels) return denied('dossier.image_broken');
  return allowed;
}

export type DocumentDates = Readonly<Record<DateName, LocalDate | null>>;

/** What is wrong with the dates given for a document of this kind. */
export function wrongDates(kind: DocumentKind, dates: DocumentDates, today: LocalDate): FieldError[] {
  const wanted = dateOf(kind);
  const names: DateName[] = ['issuedOn', 'validUntil'];
  return names.flatMap((name) => {
    const pointer = `/${name}`;
    const date = dates[name];
    if (name !== wanted) return date === null ? [] : [{ pointer, code: 'field.unknown' }];
    if (date === null) return [{ pointer, code: 'field.required' }];
    return name === 'issuedOn' && date > today ? [{ pointer, code: 'dossier.date_to_come' }] : [];
  });
}
