import type { Language } from '#libs/kernel';
import type { AccessLevel, Sector } from '#libs/outputs';

/** Names that others have given: W3C DCAT 3 and the code lists of the profile DCAT-AP 3, which catalogues read. */

/** Inside every description, so that nothing has to be fetched to understand it. */
export const context = {
  dcat: 'http://www.w3.org/ns/dcat#',
  dcterms: 'http://purl.org/dc/terms/',
  foaf: 'http://xmlns.com/foaf/0.1/',
  hydra: 'http://www.w3.org/ns/hydra/core#',
  rdfs: 'http://www.w3.org/2000/01/rdf-schema#',
  skos: 'http://www.w3.org/2004/02/skos/core#',
  spdx: 'http://spdx.org/rdf/terms#',
  xsd: 'http://www.w3.org/2001/XMLSchema#',
  'dcterms:issued': { '@type': 'xsd:dateTime' },
  'dcat:startDate': { '@type': 'xsd:date' },
  'dcat:endDate': { '@type': 'xsd:date' },
  'dcat:byteSize': { '@type': 'xsd:nonNegativeInteger' },
  'spdx:checksumValue': { '@type': 'xsd:hexBinary' },
} as const;

const authority = 'http://publications.europa.eu/resource/authority';

export const languageUris: Readonly<Record<Language, string>> = {
  lo: `${authority}/language/LAO`,
  vi: `${authority}/language/VIE`,
  en: `${authority}/language/ENG`,
};

export const accessUris: Readonly<Record<AccessLevel, string>> = {
  public: `${authority}/access-right/PUBLIC`,
  partners: `${authority}/access-right/RESTRICTED`,
  restricted: `${authority}/access-right/NON_PUBLIC`,
};

const theme = (code: string) => `${authority}/data-theme/${code}`;

export const themeUris: Readonly<Record<Sector, string>> = {
  materials: theme('ECON'),
  chemicals: theme('ECON'),
  fertiliser: theme('AGRI'),
  textiles_leather_footwear: theme('ECON'),
  mechanical_engineering: theme('ECON'),
  dairy: theme('AGRI'),
  electronics: theme('ECON'),
  agro_processing: theme('AGRI'),
  power_transmission: theme('ENER'),
  renewable_power: theme('ENER'),
  cross_sector: theme('ECON'),
};

/** By the end of a file's name. */
const formats: Readonly<Record<string, string>> = {
  csv: 'CSV',
  txt: 'TXT',
  json: 'JSON',
  pdf: 'PDF',
  xlsx: 'XLSX',
  docx: 'DOCX',
  pptx: 'PPTX',
  png: 'PNG',
  jpg: 'JPEG',
  jpeg: 'JPEG',
  zip: 'ZIP',
};

export const formatUri = (extension: string): string | null => {
  const format = formats[extension];
  return format ? `${authority}/file-type/${format}` : null;
};

export const mediaTypeUri = (mediaType: string): string =>
  `https://www.iana.org/assignments/media-types/${mediaType.split(';')[0]!.trim()}`;

/** Laos, in the list of countries. */
export const laosUri = `${authority}/country/LAO`;
