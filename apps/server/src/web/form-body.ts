import { z } from 'zod';
import { DomainError } from '#libs/kernel';

/** Far more than any form of ours has: what is longer is sent to keep us busy. */
const mostFields = 10_000;

/** What a browser posted, as it came: names and one or more values each. */
export class FormBody {
  constructor(readonly values: Readonly<Record<string, string | string[]>>) {}

  /** Throws 413 past ten thousand fields. */
  static parse(text: string): FormBody {
    // Counted before it is parsed, which is no less work than what it saves.
    if (text.split('&', mostFields + 1).length > mostFields) throw new DomainError('too_large', 'body_too_large');
    const values: Record<string, string | string[]> = Object.create(null);
    for (const [name, value] of new URLSearchParams(text)) {
      const before = values[name];
      if (before === undefined) values[name] = value;
      else if (Array.isArray(before)) before.push(value);
      else values[name] = [before, value];
    }
    return new FormBody(values);
  }

  one(name: string): string | undefined {
    const value = this.values[name];
    return Array.isArray(value) ? value[0] : value;
  }
}

/** What was typed, to be shown again. Passwords are never sent back. */
export const typedIn = (body: unknown): Record<string, string | string[]> =>
  body instanceof FormBody
    ? Object.fromEntries(Object.entries(body.values).filter(([name]) => name !== '_csrf' && !/password/i.test(name)))
    : {};

type JsonSchema = {
  type?: string | string[];
  properties?: Record<string, JsonSchema>;
  additionalProperties?: JsonSchema | boolean;
  items?: JsonSchema;
  anyOf?: JsonSchema[];
  $ref?: string;
};

const described = new WeakMap<z.ZodType, JsonSchema>();

/** The input side of a schema as JSON Schema, computed once. */
function describe(schema: z.ZodType): JsonSchema {
  let known = described.get(schema);
  if (!known) {
    known = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any', reused: 'inline' }) as JsonSchema;
    described.set(schema, known);
  }
  return known;
}

type Tree = string | string[] | { [name: string]: Tree };

/**
 * Turns a form into the JSON the same schema takes: dotted names become objects, `name[0].x` lists, empty fields
 * are left out, numbers and check boxes become what the schema says. What does not fit is passed on as text for the
 * schema to refuse.
 */
export function formToJson(form: FormBody, schema: z.ZodType): unknown {
  const tree: { [name: string]: Tree } = Object.create(null);
  for (const [name, value] of Object.entries(form.values)) {
    if (name === '_csrf' || name === 'lang') continue;
    plant(tree, pathOf(name), value);
  }
  return grow(tree, describe(schema)) ?? {};
}

const pathOf = (name: string): string[] =>
  name
    .replace(/\[\]$/, '')
    .replace(/\[(\d+)\]/g, '.$1')
    .split('.')
    .filter((part) => part !== '__proto__' && part !== 'constructor' && part !== 'prototype')
    .slice(0, 6);

function plant(tree: { [name: string]: Tree }, [head, ...rest]: string[], value: string | string[]): void {
  if (head === undefined) return;
  if (rest.length === 0) {
    tree[head] = value;
    return;
  }
  const below = tree[head];
  const branch =
    typeof below === 'object' && !Array.isArray(below) ? below : (Object.create(null) as { [name: string]: Tree });
  tree[head] = branch;
  plant(branch, rest, value);
}

/** The part of an `anyOf` (nullable and optional fields) that is not null. */
const concrete = (schema: JsonSchema | undefined): JsonSchema =>
  schema?.anyOf?.find(({ type }) => type !== 'null') ?? schema ?? {};

const isNullable = (schema: JsonSchema | undefined): boolean =>
  schema?.anyOf?.some(({ type }) => type === 'null') === true ||
  (Array.isArray(schema?.type) && schema.type.includes('null'));

const typeOf = ({ type }: JsonSchema): string | undefined =>
  Array.isArray(type) ? type.find((one) => one !== 'null') : type;

function grow(value: Tree | undefined, given: JsonSchema | undefined): unknown {
  const schema = concrete(given);
  switch (typeOf(schema)) {
    case 'object':
      return growObject(value, schema);
    case 'array':
      return growArray(value, schema);
    case 'boolean':
      return growBoolean(value);
    case 'number':
    case 'integer':
      return growNumber(value, given);
    default:
      if (value === '' && isNullable(given)) return null;
      return value;
  }
}

function growObject(value: Tree | undefined, { properties = {}, additionalProperties }: JsonSchema): unknown {
  if (typeof value !== 'object' || Array.isArray(value)) return value;
  const open = typeof additionalProperties === 'object' ? additionalProperties : undefined;
  const names = new Set([...Object.keys(value), ...Object.keys(properties)]);
  const grown = [...names].map((name) => [name, grow(value[name], properties[name] ?? open)] as const);
  return Object.fromEntries(grown.filter(([, one]) => one !== undefined));
}

function growArray(value: Tree | undefined, { items }: JsonSchema): unknown {
  if (value === undefined || value === '') return [];
  const list = typeof value === 'object' && !Array.isArray(value) ? Object.values(value) : [value].flat();
  return list.filter((one) => one !== '').map((one) => grow(one as Tree, items));
}

function growBoolean(value: Tree | undefined): unknown {
  // A check box that is not ticked sends nothing.
  const last = Array.isArray(value) ? value.at(-1) : value;
  if (last === undefined || last === '' || last === 'false') return false;
  return last === 'true' || last === 'on' ? true : last;
}

function growNumber(value: Tree | undefined, given: JsonSchema | undefined): unknown {
  if (value === undefined) return undefined;
  if (value === '') return isNullable(given) ? null : undefined;
  return typeof value === 'string' && /^-?\d+([.,]\d+)?$/.test(value.trim())
    ? Number(value.trim().replace(',', '.'))
    : value;
}
