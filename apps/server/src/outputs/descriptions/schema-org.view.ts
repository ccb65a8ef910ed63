import type { Language } from '#libs/kernel';
import { pickText } from '#libs/kernel';
import { licences, type PublishedOutput } from '#libs/outputs';
import type { Translator } from '#libs/platform';
import { addressesOf } from './addresses.js';
import { descriptionOf, keywordsOf, periodOf } from './words.js';

/** What search engines read in the page of an output: a `Dataset` of schema.org, a `CreativeWork` for models and reports. */
export function schemaOrg(publicUrl: string, translator: Translator, output: PublishedOutput, language: Language) {
  const addresses = addressesOf(publicUrl, output);
  const t = translator.for(language);
  const title = pickText(output.title, language);
  const period = periodOf(output);
  const licence = licences[output.licence];
  const download = (contentUrl: string, encodingFormat: string, name: string) => ({
    '@type': 'DataDownload',
    contentUrl,
    encodingFormat,
    name,
  });
  const distribution = [
    ...output.tables.map((table) =>
      download(addresses.rows(table.name), 'text/csv', pickText(table.title, language).text),
    ),
    ...output.files.map((file) => download(addresses.file(file.id), file.mediaType, file.name)),
  ];
  return {
    '@context': 'https://schema.org',
    '@type': output.kind === 'dataset' ? 'Dataset' : 'CreativeWork',
    '@id': addresses.page,
    url: addresses.page,
    identifier: addresses.page,
    name: title.text,
    description: pickText(descriptionOf(output), language).text,
    inLanguage: title.language,
    datePublished: output.publishedAt.toISOString(),
    version: String(output.versionNumber),
    isAccessibleForFree: true,
    keywords: [...new Set(keywordsOf(translator, output).map((words) => pickText(words, language).text))],
    creator: output.authors.map(({ fullName, fullNameLatin }) => ({
      '@type': 'Person',
      name: fullName,
      ...(fullNameLatin && fullNameLatin !== fullName ? { alternateName: fullNameLatin } : {}),
    })),
    publisher: { '@type': 'Organization', name: t('shared-output.publisher') },
    ...(licence ? { license: licence } : {}),
    ...(output.province
      ? {
          spatialCoverage: {
            '@type': 'Place',
            name: t(`places.province.${output.province}`),
            identifier: output.province,
          },
        }
      : {}),
    ...(period ? { temporalCoverage: `${period.from ?? '..'}/${period.to ?? '..'}` } : {}),
    // Of works of another kind the word is `encoding`.
    ...(distribution.length > 0
      ? output.kind === 'dataset'
        ? { distribution, includedInDataCatalog: { '@type': 'DataCatalog', url: `${publicUrl}/shared-database` } }
        : { encoding: distribution.map((file) => ({ ...file, '@type': 'MediaObject' })) }
      : {}),
  };
}
