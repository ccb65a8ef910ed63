import { type Language, type LocalisedText, pickText } from '#libs/kernel';
import { frictionlessSchema, licences, type PublishedOutput } from '#libs/outputs';
import type { Translator } from '#libs/platform';
import { addressesOf } from './addresses.js';
import { descriptionOf, extensionOf, keywordsOf, spoken } from './words.js';

/** What a licence is called in the list of Open Definition that the standard names. */
const licenceNames: Readonly<Record<string, string>> = {
  cc_by_4_0: 'CC-BY-4.0',
  cc_by_sa_4_0: 'CC-BY-SA-4.0',
  cc0: 'CC0-1.0',
  odc_by: 'ODC-BY-1.0',
  odbl: 'ODbL-1.0',
};

/**
 * A published output as a Frictionless Data Package 2: texts in the language asked for, and in all three under `titles`
 * and `descriptions`, which are ours. Tables are resources with their schema; files are resources as they lie.
 */
export function dataPackage(
  publicUrl: string,
  translator: Translator,
  output: PublishedOutput,
  language: Language,
): Record<string, unknown> {
  const addresses = addressesOf(publicUrl, output);
  const t = translator.for(language);
  const said = (text: LocalisedText) => pickText(text, language).text;
  const description = descriptionOf(output);
  const path = licences[output.licence];
  const { content } = output;
  return {
    $schema: 'https://datapackage.org/profiles/2.0/datapackage.json',
    name: `output-${output.originalId}`,
    id: addresses.page,
    version: String(output.versionNumber),
    title: said(output.title),
    titles: output.title,
    description: said(description),
    descriptions: description,
    homepage: addresses.page,
    created: output.publishedAt.toISOString(),
    keywords: [...new Set(keywordsOf(translator, output).map(said))],
    // What grants nothing has no address, and the standard wants one.
    ...(path
      ? { licenses: [{ name: licenceNames[output.licence], path, title: t(`outputs.licence.${output.licence}`) }] }
      : {}),
    contributors: [
      ...output.authors.map(({ fullName, fullNameLatin }) => ({
        title: fullNameLatin || fullName,
        roles: ['author'],
      })),
      { title: t('shared-output.publisher'), roles: ['publisher'] },
    ],
    ...(content.kind === 'dataset' && spoken(content.source).length > 0
      ? { sources: [{ title: said(content.source) }] }
      : {}),
    resources: [
      ...output.tables.map((table) => ({
        name: table.name.replaceAll('_', '-'),
        type: 'table',
        profile: 'tabular-data-resource',
        title: said(table.title),
        path: addresses.rows(table.name),
        format: 'csv',
        mediatype: 'text/csv',
        encoding: 'utf-8',
        schema: frictionlessSchema(table.schema, language),
      })),
      ...output.files.map((file, index) => ({
        name: `file-${index + 1}`,
        title: file.name,
        path: addresses.file(file.id),
        ...(extensionOf(file.name) ? { format: extensionOf(file.name) } : {}),
        mediatype: file.mediaType,
        bytes: file.size,
        hash: `sha256:${file.sha256}`,
      })),
    ],
  };
}
