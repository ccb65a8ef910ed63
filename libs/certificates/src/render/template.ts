import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import Handlebars from 'handlebars';
import { z } from 'zod';
import { type CertificateLayout, certificateLayout } from './layout.js';
import { type CertificatePayload, certificatePayload } from './payload.js';
import { type ColumnLanguage, columnLanguages, type TemplateValues, templateValues } from './texts.js';

export type Text = (values: TemplateValues) => string;

export interface RowTexts {
  readonly label: Text;
  readonly value: Text;
}

export interface ColumnTexts {
  readonly blocks: Readonly<Record<string, Text>>;
  readonly rows: Readonly<Record<string, RowTexts>>;
}

/** A certificate's design: a folder of data, checked and compiled. It cannot reach anything but a payload's texts. */
export interface CertificateTemplate {
  readonly name: string;
  readonly layout: CertificateLayout;
  readonly columns: Readonly<Record<ColumnLanguage, ColumnTexts>>;
  /** Texts that stand once for both languages. */
  readonly common: Readonly<Record<string, Text>>;
  /** An invented certificate for previews. */
  readonly sample: CertificatePayload;
}

const source = z.string().max(1000).transform(compile);
const columnTexts = z.strictObject({
  blocks: z.record(z.string(), source),
  rows: z.record(z.string(), z.strictObject({ label: source, value: source })),
});
const templateTexts = z.strictObject({ vi: columnTexts, lo: columnTexts, common: z.record(z.string(), source) });

/**
 * Reads `layout.json`, `texts.json` and `sample.json` of a folder.
 * @throws ZodError or Error when a file is not what it should be, a text is missing in a language, or a text names a
 * placeholder that certificates do not have.
 */
export async function loadTemplate(folder: string): Promise<CertificateTemplate> {
  const [layout, texts, sample] = await Promise.all(
    ['layout.json', 'texts.json', 'sample.json'].map(async (file) =>
      JSON.parse(await readFile(join(folder, file), 'utf8')),
    ),
  );
  const { common, ...columns } = templateTexts.parse(texts);
  const template: CertificateTemplate = {
    name: basename(folder),
    layout: certificateLayout.parse(layout),
    columns,
    common,
    sample: certificatePayload.parse(sample),
  };
  tryEveryText(template);
  return template;
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

function tryEveryText(template: CertificateTemplate): void {
  const { texts, holder, rows } = template.layout;
  for (const language of columnLanguages) {
    const values = templateValues(template.sample, language);
    for (const block of texts) {
      const text = block.in === 'page' ? commonText(template, block.text) : columnText(template, block.text, language);
      text(values);
    }
    for (const name of holder.order) commonText(template, name)(values);
    for (const name of rows.order) {
      const { label, value } = rowTexts(template, name, language);
      label(values);
      value(values);
    }
  }
}

// Of Handlebars' helpers texts may use `if` and `unless`.
const HELPERS = { each: false, with: false, lookup: false, log: false };

/** Not HTML, so nothing is escaped; strict, so a placeholder that does not exist is an error and not a gap. */
function compile(text: string): Text {
  return Handlebars.compile<TemplateValues>(text, {
    noEscape: true,
    strict: true,
    knownHelpersOnly: true,
    knownHelpers: HELPERS,
  });
}
