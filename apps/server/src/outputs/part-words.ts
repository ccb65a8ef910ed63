import { isLanguage } from '#libs/kernel';
import type { Visit } from '../web/index.js';

const keys = new Map<string, string>([
  ...[
    'title',
    'summary',
    'kind',
    'sector',
    'province',
    'zone',
    'gate',
    'enterprises',
    'criteria',
    'licence',
    'accessLevel',
    'authors',
  ].map((name) => [name, `outputs.field.${name}`] as const),
  ...[
    'source',
    'method',
    'period',
    'from',
    'to',
    'purpose',
    'context',
    'steps',
    'roles',
    'indicators',
    'description',
    'role',
    'duties',
    'unit',
    'target',
    'measured',
    'problem',
    'place',
    'findings',
    'recommendation',
    'addressee',
  ].map((name) => [name, `outputs.content.${name}`] as const),
  ['content', 'output-review.content'],
  ['files', 'outputs.files'],
  ['tables', 'output-tables.title'],
  ['columns', 'output-tables.columns'],
  ['fields', 'output-tables.columns'],
  ['codeList', 'output-tables.field.codes'],
  ['rows', 'output-tables.field.rows'],
  ['name', 'output-tables.field.name'],
]);

/** Stand between a part and its own parts, and say nothing to a reader. */
const silent = ['schema', 'label'];

/** What comes behind these was named by the authors. */
const named = ['tables', 'columns', 'files'];

/** Where a part of an output stands, such as `content.steps.1.title.lo`, in the words of its form. */
export function partWords({ t }: Visit, part: string): string {
  const [first = '', ...rest] = part.split('.');
  // The name of a file has dots of its own.
  const path = first === 'files' && rest.length > 0 ? [first, rest.join('.')] : [first, ...rest];
  return path
    .flatMap((name, at) => {
      if (named.includes(path[at - 1] ?? '')) return name;
      if (silent.includes(name)) return [];
      if (isLanguage(name)) return t(`layout.languages.${name}`);
      const key = keys.get(name);
      return key ? t(key) : name;
    })
    .join(' · ');
}
