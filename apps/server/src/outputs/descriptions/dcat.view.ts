import { type LocalisedText, languages } from '#libs/kernel';
import { licences, type PublishedOutput } from '#libs/outputs';
import type { Listing, Translator } from '#libs/platform';
import { addressesOf, apiOf, catalogueAddress } from './addresses.js';
import { accessUris, context, formatUri, languageUris, laosUri, mediaTypeUri, themeUris } from './dcat.vocabulary.js';
import { descriptionOf, extensionOf, inAll, keywordsOf, periodOf, spoken } from './words.js';

/** A node of JSON-LD. */
export type Node = Record<string, unknown>;

const uri = (address: string) => ({ '@id': address });

const literals = (text: LocalisedText) =>
  spoken(text).map((language) => ({ '@language': language, '@value': text[language] }));

/** Writes what is published in the words of DCAT 3 (W3C) with what its profile DCAT-AP asks for. */
export class Dcat {
  constructor(
    private readonly publicUrl: string,
    private readonly translator: Translator,
  ) {}

  /** One output by itself. */
  output(output: PublishedOutput): Node {
    return { '@context': context, ...this.dataset(output) };
  }

  /** One page of the catalogue. `pageAddress` gives the address of another. */
  catalogue(
    { items, page, pageSize, total = 0 }: Listing<PublishedOutput>,
    pageAddress: (page: number) => string,
  ): Node {
    const last = Math.max(1, Math.ceil(total / pageSize));
    const home = catalogueAddress(this.publicUrl);
    return {
      '@context': context,
      '@graph': [
        {
          '@id': home,
          '@type': 'dcat:Catalog',
          'dcterms:title': literals(inAll(this.translator, 'shared-database.title')),
          'dcterms:description': literals(inAll(this.translator, 'shared-database.lead')),
          'dcterms:publisher': this.publisher(),
          'dcterms:language': languages.map((language) => uri(languageUris[language])),
          'dcterms:spatial': uri(laosUri),
          'foaf:homepage': uri(home),
          'dcat:service': this.service(),
          'dcat:dataset': items.map((output) => this.dataset(output)),
        },
        {
          '@id': pageAddress(page),
          '@type': 'hydra:PartialCollectionView',
          'hydra:totalItems': total,
          'hydra:first': uri(pageAddress(1)),
          'hydra:last': uri(pageAddress(last)),
          ...(page > 1 ? { 'hydra:previous': uri(pageAddress(page - 1)) } : {}),
          ...(page < last ? { 'hydra:next': uri(pageAddress(page + 1)) } : {}),
        },
      ],
    };
  }

  private dataset(output: PublishedOutput): Node {
    const addresses = addressesOf(this.publicUrl, output);
    const period = periodOf(output);
    const places = this.places(output);
    const { content } = output;
    const sources = content.kind === 'dataset' ? literals(content.source) : [];
    return {
      '@id': addresses.page,
      '@type': 'dcat:Dataset',
      'dcterms:identifier': addresses.page,
      'dcterms:title': literals(output.title),
      'dcterms:description': literals(descriptionOf(output)),
      'dcterms:issued': output.publishedAt.toISOString(),
      'dcat:version': String(output.versionNumber),
      'dcat:isVersionOf': uri(addresses.newest),
      'dcterms:publisher': this.publisher(),
      'dcterms:creator': output.authors.map(({ fullName, fullNameLatin }) => ({
        '@type': 'foaf:Person',
        'foaf:name': [...new Set([fullName, fullNameLatin])].filter(Boolean),
      })),
      'dcterms:language': spoken(output.title).map((language) => uri(languageUris[language])),
      'dcterms:accessRights': uri(accessUris[output.accessLevel]),
      'dcterms:type': { '@type': 'skos:Concept', 'skos:prefLabel': this.called(`outputs.kind.${output.kind}`) },
      'dcat:theme': uri(themeUris[output.sector]),
      'dcat:keyword': keywordsOf(this.translator, output).flatMap(literals),
      ...(places.length > 0 ? { 'dcterms:spatial': places } : {}),
      ...(period
        ? {
            'dcterms:temporal': {
              '@type': 'dcterms:PeriodOfTime',
              ...(period.from ? { 'dcat:startDate': period.from } : {}),
              ...(period.to ? { 'dcat:endDate': period.to } : {}),
            },
          }
        : {}),
      ...(sources.length > 0
        ? { 'dcterms:provenance': { '@type': 'dcterms:ProvenanceStatement', 'rdfs:label': sources } }
        : {}),
      'dcat:landingPage': { '@id': addresses.page, '@type': 'foaf:Document' },
      'dcat:distribution': this.distributions(output),
    };
  }

  private distributions(output: PublishedOutput): Node[] {
    const addresses = addressesOf(this.publicUrl, output);
    const offered = { 'dcat:accessURL': uri(addresses.page), ...this.rights(output) };
    const tables = output.tables.map((table) => ({
      '@id': addresses.rows(table.name),
      '@type': 'dcat:Distribution',
      'dcterms:title': literals(table.title),
      ...offered,
      'dcat:downloadURL': uri(addresses.rows(table.name)),
      'dcat:mediaType': uri(mediaTypeUri('text/csv')),
      'dcterms:format': uri(formatUri('csv')!),
    }));
    const files = output.files.map((file) => {
      const format = formatUri(extensionOf(file.name));
      return {
        '@id': addresses.file(file.id),
        '@type': 'dcat:Distribution',
        'dcterms:title': file.name,
        ...offered,
        'dcat:downloadURL': uri(addresses.file(file.id)),
        'dcat:mediaType': uri(mediaTypeUri(file.mediaType)),
        ...(format ? { 'dcterms:format': uri(format) } : {}),
        'dcat:byteSize': file.size,
        'spdx:checksum': {
          '@type': 'spdx:Checksum',
          'spdx:algorithm': uri('http://spdx.org/rdf/terms#checksumAlgorithm_sha256'),
          'spdx:checksumValue': file.sha256,
        },
      };
    });
    return [...tables, ...files];
  }

  /** An address where the licence has one, else what is said of the rights. */
  private rights({ licence }: PublishedOutput): Node {
    const address = licences[licence];
    return address
      ? { 'dcterms:license': { '@id': address, '@type': 'dcterms:LicenseDocument' } }
      : {
          'dcterms:rights': {
            '@type': 'dcterms:RightsStatement',
            'rdfs:label': this.called(`outputs.licence.${licence}`),
          },
        };
  }

  private places({ province, zone, gate }: PublishedOutput): Node[] {
    const named = [
      province && { code: province, key: `places.province.${province}` },
      zone && { code: zone, key: `outputs.zone.${zone}` },
      gate && { code: gate, key: `outputs.gate.${gate}` },
    ];
    return named
      .filter((place) => place !== null && place !== '')
      .map(({ code, key }) => ({
        '@type': 'dcterms:Location',
        'dcterms:identifier': code,
        'skos:prefLabel': this.called(key),
      }));
  }

  private publisher(): Node {
    return {
      '@id': `${this.publicUrl}/#publisher`,
      '@type': 'foaf:Agent',
      'foaf:name': this.called('shared-output.publisher'),
    };
  }

  private service(): Node {
    return {
      '@id': apiOf(this.publicUrl),
      '@type': 'dcat:DataService',
      'dcterms:title': this.called('shared-output.service'),
      'dcat:endpointURL': uri(apiOf(this.publicUrl)),
      'dcat:endpointDescription': uri(`${this.publicUrl}/api/v1/openapi.json`),
    };
  }

  private called(key: string) {
    return literals(inAll(this.translator, key));
  }
}
