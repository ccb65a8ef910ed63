import { type Language, localDateOf, pickText } from '#libs/kernel';
import type { PublishedOutput } from '#libs/outputs';
import type { Translate } from '#libs/platform';
import { authorNames } from '../output-words.js';

type Cited = Pick<
  PublishedOutput,
  'id' | 'title' | 'authors' | 'kind' | 'publishedAt' | 'publishedYear' | 'versionNumber'
>;

const names = ({ authors }: Cited): string[] => authors.map(({ fullName, fullNameLatin }) => fullNameLatin || fullName);

/** Marks that mean something to BibTeX. Braces go: one that has no partner would swallow the rest of the file. */
const forBibtex = (text: string): string =>
  text.replace(/[{}\\]/g, ' ').replace(/[#$%&_~^]/g, (mark) => (mark === '~' || mark === '^' ? ' ' : `\\${mark}`));

/** As a sentence, in the language of `t`. `link`: the address of the page. */
export const citationText = (t: Translate, language: Language, output: Cited, link: string): string =>
  t('shared-database.citation', {
    authors: authorNames(output.authors),
    year: output.publishedYear,
    title: pickText(output.title, language).text,
    number: output.versionNumber,
    kind: t(`outputs.kind.${output.kind}`),
    link,
  });

/**
 * For BibTeX and biber, in UTF-8. Names stand in braces of their own: nothing in them is taken for a surname. A type that
 * every style knows, since few know datasets.
 */
export function bibtex(t: Translate, language: Language, output: Cited, link: string): string {
  const fields = {
    author: names(output)
      .map((name) => `{${forBibtex(name)}}`)
      .join(' and '),
    title: `{${forBibtex(pickText(output.title, language).text)}}`,
    year: String(output.publishedYear),
    howpublished: forBibtex(t('shared-output.publisher')),
    version: String(output.versionNumber),
    note: forBibtex(t('outputs.versionOf', { kind: t(`outputs.kind.${output.kind}`), number: output.versionNumber })),
    url: link,
  };
  const lines = Object.entries(fields).map(([name, value]) => `  ${name} = {${value}},`);
  return `@misc{mittaphap-${output.id},\n${lines.join('\n')}\n}\n`;
}

const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim();

/** For reference managers (RIS), in UTF-8 with CRLF. A comma ends each name: without it the last word is taken for a surname. */
export function ris(t: Translate, language: Language, output: Cited, link: string): string {
  const lines: [tag: string, value: string][] = [
    ['TY', output.kind === 'dataset' ? 'DATA' : 'RPRT'],
    ...names(output).map((name): [string, string] => ['AU', `${oneLine(name)},`]),
    ['TI', oneLine(pickText(output.title, language).text)],
    ['PY', String(output.publishedYear)],
    ['DA', localDateOf(output.publishedAt).replaceAll('-', '/')],
    ['PB', t('shared-output.publisher')],
    ['ET', String(output.versionNumber)],
    ['UR', link],
    ['ID', output.id],
    ['ER', ''],
  ];
  return lines.map(([tag, value]) => `${tag}  - ${value}\r\n`).join('');
}
