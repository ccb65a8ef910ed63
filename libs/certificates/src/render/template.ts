import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { z } from 'zod';
import { type CertificateLayout, certificateLayout } from './layout.js';
import { type CertificatePayload, certificatePayload } from './payload.js';
import { plainText, type Text } from './plain-text.js';
import { shippedText } from './shipped-text.js';
import { type ColumnLanguage, columnLanguages } from './texts.js';

export type { Text } from './plain-text.js';

export interface RowTexts {
  readonly label: Text;
  readonly value: Text;
}

export interface ColumnTexts {
  readonly blocks: Readonly<Record<string, Text>>;
  readonly rows: Readonly<Record<string, RowTexts>>;
}

/** A certificate's design, ready to draw from. It cannot reach anything but a payload's texts. */
export interface CertificateTemplate {
  readonly name: string;
  readonly layout: CertificateLayout;
  readonly columns: Readonly<Record<ColumnLanguage, ColumnTexts>>;
  /** Texts that stand once for both languages. */
  readonly common: Readonly<Record<string, Text>>;
  /** Bytes of PNG or JPEG files by the names of their places. */
  readonly images: Readonly<Record<string, Uint8Array>>;
}

/** A design of the repository. */
export interface ShippedTemplate extends CertificateTemplate {
  /** An invented certificate for previews. */
  readonly sample: CertificatePayload;
}

const columnSources = z.strictObject({
  blocks: z.record(z.string(), z.string()),
  rows: z.record(z.string(), z.strictObject({ label: z.string(), value: z.string() })),
});
export const templateTexts = z.strictObject({
  vi: columnSources,
  lo: columnSources,
  common: z.record(z.string(), z.string()),
});

/** Plain texts with placeholders, by language and name. */
export type TemplateTexts = z.infer<typeof templateTexts>;

/** A design as data: it can be stored, and sent to a thread. */
export interface TemplateData {
  readonly name: string;
  readonly layout: CertificateLayout;
  readonly texts: TemplateTexts;
  readonly images: Readonly<Record<string, Uint8Array>>;
}

/**
 * Reads `layout.json`, `texts.json` and `sample.json` of a folder of the repository.
 * @throws ZodError or Error when a file is not what it should be, a text is missing in a language, or a text names a
 * placeholder that certificates do not have.
 */
export async function readTemplate(folder: string): Promise<TemplateData & { sample: CertificatePayload }> {
  const [layout, texts, sample] = await Promise.all(
    ['layout.json', 'texts.json', 'sample.json'].map(async (file) =>
      JSON.parse(await readFile(join(folder, file), 'utf8')),
    ),
  );
  return {
    name: basename(folder),
    layout: certificateLayout.parse(layout),
    texts: eachText(templateTexts.parse(texts), shippedText),
    images: {},
    sample: certificatePayload.parse(sample),
  };
}

/** @throws Error when a text is missing in a language, or is not plain text with placeholders of certificates. */
export function templateOf({ name, layout, texts, images }: TemplateData): CertificateTemplate {
  const { common, ...columns } = eachText(texts, plainText);
  const template: CertificateTemplate = { name, layout, columns, common, images };
  requireEveryText(template);
  return template;
}

export async function loadTemplate(folder: string): Promise<ShippedTemplate> {
  const { sample, ...data } = await readTemplate(folder);
  return { ...templateOf(data), sample };
}

interface TextsOf<T> {
  readonly blocks: Record<string, T>;
  readonly rows: Record<string, { label: T; value: T }>;
}

function eachText<T>(texts: TemplateTexts, make: (text: string) => T) {
  const all = (some: Record<string, string>): Record<string, T> =>
    Object.fromEntries(Object.entries(some).map(([name, text]) => [name, make(text)]));
  const column = ({ blocks, rows }: TextsOf<string>): TextsOf<T> => ({
    blocks: all(blocks),
    rows: Object.fromEntries(
      Object.entries(rows).map(([name, { label, value }]) => [name, { label: make(label), value: make(value) }]),
    ),
  });
  return { vi: column(texts.vi), lo: column(texts.lo), common: all(texts.common) };
}

/** A column's own text by name. */
export function columnText(template: CertificateTemplate, name: string, language: ColumnLanguage): Text {
  return required(template.columns[language].blocks[name], template, `text "${name}" (${language})`);
}

export function commonText(template: CertificateTemplate, name: string): Text {
  return required(template.common[name], template, `common text "${name}"`);
}

export function rowTexts(template: CertificateTemplate, name: string, language: ColumnLanguage): RowTexts {
  return required(template.columns[language].rows[name], template, `row "${name}" (${language})`);
}

function required<T>(text: T | undefined, template: CertificateTemplate, what: string): T {
  if (text === undefined) throw new Error(`Certificate template ${template.name} has no ${what}`);
  return text;
}

function requireEveryText(template: CertificateTemplate): void {
  const { texts, holder, rows } = template.layout;
  for (const block of texts) if (block.in === 'page') commonText(template, block.text);
  for (const name of holder.order) commonText(template, name);
  for (const language of columnLanguages) {
    for (const block of texts) if (block.in !== 'page') columnText(template, block.text, language);
    for (const name of rows.order) rowTexts(template, name, language);
  }
}
