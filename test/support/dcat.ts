import assert from 'node:assert/strict';

/**
 * Reads JSON-LD back by its own context alone, as a harvester would, and holds it against what DCAT-AP 3 asks for
 * (https://semiceu.github.io/DCAT-AP/releases/3.0.0/). It shares nothing with what writes it.
 */

type Json = Record<string, unknown>;

/** A node with whole IRIs for keys; every value a list. */
export type Resource = { id: string | null; types: string[]; values: Map<string, Value[]> };
export type Value = Resource | { value: string | number; language?: string; type?: string };

export const isResource = (value: Value): value is Resource => 'values' in value;

export function readLinkedData(document: Json): Resource[] {
  const context = document['@context'] as Record<string, string | { '@type'?: string }>;
  const whole = (name: string): string => {
    if (/^https?:/.test(name)) return name;
    const [prefix = '', local = ''] = name.split(':');
    const base = context[prefix];
    assert.ok(typeof base === 'string', `${name} has no prefix in the context`);
    return base + local;
  };
  const literal = (name: string, value: string | number): Value => {
    const declared = context[name];
    const type = typeof declared === 'object' ? declared['@type'] : undefined;
    return { value, ...(type ? { type: whole(type) } : {}) };
  };
  const node = (given: Json): Resource => {
    const { '@id': id = null, '@type': types = [], '@context': _, ...properties } = given;
    const values = Object.entries(properties).map(([name, value]): [string, Value[]] => [
      whole(name),
      [value].flat().map((one) => read(name, one as Json | string | number)),
    ]);
    return {
      id: id as string | null,
      types: [types as string | string[]].flat().map(whole),
      values: new Map(values),
    };
  };
  const read = (name: string, value: Json | string | number): Value => {
    if (typeof value !== 'object') return literal(name, value);
    if ('@value' in value)
      return { value: value['@value'] as string, language: value['@language'] as string | undefined };
    return node(value);
  };
  const { '@graph': graph, ...single } = document;
  return graph ? (graph as Json[]).map(node) : [node(single)];
}

const dcat = 'http://www.w3.org/ns/dcat#';
const dct = 'http://purl.org/dc/terms/';
const foaf = 'http://xmlns.com/foaf/0.1/';
const xsd = 'http://www.w3.org/2001/XMLSchema#';

/** Of each class: the properties that must be there, those that may be there once, and what literals they hold. */
const profile: Record<string, { must: string[]; once: string[] }> = {
  [`${dcat}Catalog`]: {
    must: [`${dct}title`, `${dct}description`, `${dct}publisher`, `${dcat}dataset`],
    once: [`${dct}publisher`, `${foaf}homepage`],
  },
  [`${dcat}Dataset`]: {
    must: [`${dct}title`, `${dct}description`, `${dct}publisher`, `${dcat}keyword`, `${dcat}theme`],
    once: [`${dct}publisher`, `${dct}accessRights`, `${dct}issued`, `${dct}temporal`, `${dcat}version`],
  },
  [`${dcat}Distribution`]: {
    must: [`${dcat}accessURL`],
    once: [
      `${dct}license`,
      `${dct}format`,
      `${dcat}mediaType`,
      `${dcat}byteSize`,
      'http://spdx.org/rdf/terms#checksum',
    ],
  },
  [`${dcat}DataService`]: { must: [`${dcat}endpointURL`, `${dct}title`], once: [] },
  [`${foaf}Agent`]: { must: [`${foaf}name`], once: [] },
  'http://spdx.org/rdf/terms#Checksum': {
    must: ['http://spdx.org/rdf/terms#algorithm', 'http://spdx.org/rdf/terms#checksumValue'],
    once: [],
  },
};

/** Properties whose values are resources, never text. */
const pointing = [
  `${dcat}accessURL`,
  `${dcat}downloadURL`,
  `${dcat}mediaType`,
  `${dcat}landingPage`,
  `${dcat}theme`,
  `${dcat}endpointURL`,
  `${dct}license`,
  `${dct}language`,
  `${dct}accessRights`,
  `${dct}publisher`,
  `${dct}format`,
  `${dct}spatial`,
  `${dcat}isVersionOf`,
];

const typed: Record<string, string> = {
  [`${dct}issued`]: `${xsd}dateTime`,
  [`${dcat}startDate`]: `${xsd}date`,
  [`${dcat}endDate`]: `${xsd}date`,
  [`${dcat}byteSize`]: `${xsd}nonNegativeInteger`,
};

/** What is wrong with a description, resource by resource; nothing when it keeps to the profile. */
export function faultsIn(resource: Resource, path = resource.id ?? '_'): string[] {
  const faults: string[] = [];
  for (const type of resource.types) {
    const { must, once } = profile[type] ?? { must: [], once: [] };
    for (const name of must)
      if ((resource.values.get(name) ?? []).length === 0) faults.push(`${path} (${type}) lacks ${name}`);
    for (const name of once)
      if ((resource.values.get(name) ?? []).length > 1) faults.push(`${path} has several ${name}`);
  }
  for (const [name, values] of resource.values) {
    const languages = values.flatMap((value) => ('language' in value && value.language ? [value.language] : []));
    // A property of one language says one thing in it; keywords are many.
    if (!name.endsWith('keyword') && new Set(languages).size !== languages.length)
      faults.push(`${path} repeats a language in ${name}`);
    for (const value of values) {
      if (isResource(value)) {
        if (value.id !== null && !URL.canParse(value.id)) faults.push(`${path} ${name}: ${value.id} is no IRI`);
        faults.push(...faultsIn(value, `${path} > ${name}`));
      } else {
        if (pointing.includes(name)) faults.push(`${path} ${name} is text`);
        if (value.value === '') faults.push(`${path} ${name} is empty`);
        if (typed[name] && value.type !== typed[name]) faults.push(`${path} ${name} is not of type ${typed[name]}`);
      }
    }
  }
  return faults;
}

/** All resources of a type, however deep. */
export function ofType(type: string, resources: readonly Resource[]): Resource[] {
  return resources.flatMap((resource) => [
    ...(resource.types.includes(type) ? [resource] : []),
    ...ofType(type, [...resource.values.values()].flat().filter(isResource)),
  ]);
}
