import { el, icon, named } from '../offline/drawing.js';
import { language, languages, t, textIn } from '../offline/words.js';
import { ageWords, dateWords, timeWords } from './dates.js';
import type { Finding, Verdict } from './finding.js';
import { isAhead, type Revocations } from './revocations.js';
import type { Part, Statement } from './statement.js';

/** What a scan came to, as it is read at arm's length. */

const signs: Readonly<Record<Verdict, readonly [tone: string, icon: string]>> = {
  genuine: ['good', 'seal'],
  oldList: ['attention', 'clock'],
  noList: ['attention', 'clock'],
  wrongClock: ['attention', 'clock'],
  revoked: ['bad', 'cross'],
  replaced: ['attention', 'alert'],
  altered: ['bad', 'cross'],
  unknownKey: ['attention', 'alert'],
  noStatement: ['attention', 'alert'],
  noCode: ['attention', 'alert'],
};

export function resultOf({ verdict, code, statement, isDevelopment, list }: Finding, now: number): HTMLElement {
  return el(
    'div',
    { id: 'result', 'data-verdict': verdict },
    verdictBox(verdict, list, now),
    isDevelopment && developmentNotice(),
    ...(statement ? factsOf(statement) : []),
    code &&
      el(
        'p',
        { class: 'actions' },
        el('a', { class: 'button secondary', href: `/verify/${code}` }, t('scan.askServer')),
      ),
  );
}

function verdictBox(verdict: Verdict, list: Revocations | null, now: number): HTMLElement {
  const [tone, sign] = signs[verdict];
  const key = `scan.verdict.${verdict}`;
  const others = languages.filter((one) => one !== language());
  return el(
    'section',
    { class: `verdict ${tone}`, role: 'status' },
    icon(sign),
    el(
      'div',
      {},
      el('p', { class: 'verdict-words' }, t(key)),
      ...others.map((one) => el('p', { class: 'verdict-other', lang: one }, textIn(one, key))),
      el('p', {}, t(`scan.explained.${verdict}`)),
      list && verdict !== 'noCode' && el('p', { class: 'muted' }, `${t('scan.list')}: ${listWords(list, now)}`),
    ),
  );
}

const developmentNotice = (): HTMLElement =>
  el(
    'div',
    { class: 'notice attention' },
    icon('alert'),
    el('div', {}, el('strong', {}, t('signing-keys.development')), el('p', {}, t('signing-keys.developmentText'))),
  );

export function listWords(list: Revocations | null, now: number): string {
  if (!list) return t('scan.listNone');
  const at = timeWords(list.issuedAt);
  return isAhead(list, now)
    ? t('scan.listAhead', { at })
    : t('scan.listOf', { at, age: ageWords(now - list.issuedAt) });
}

function factsOf(statement: Statement): HTMLElement[] {
  const { kind, from, to, issuedOn, units, texts } = statement;
  const text = (part: Part) => texts[part] && withMark(statement, part);
  const names = [text('fullNameLao'), text('fullNameLatin')].filter((name) => name !== '');
  const facts: [label: string, value: Node | string][] = [
    [t('certificates.field.title'), t(`scan.kind.${kind}`)],
    [t('scan.courseLao'), text('courseLao')],
    [t('scan.courseVietnamese'), text('courseVietnamese')],
    [t('certificates.field.period'), `${dateWords(from)} – ${dateWords(to)}`],
    [t('certificates.field.units'), String(units)],
    [t('certificates.field.serial'), text('serial')],
    [t('certificates.field.decisionNumber'), text('decision')],
    [t('certificates.field.issuedOn'), dateWords(issuedOn)],
  ];
  return [
    el('p', { class: 'kicker' }, t('scan.says')),
    el('h2', { class: 'scan-name' }, names[0] ?? ''),
    ...names.slice(1).map((name) => el('p', { class: 'lead' }, name)),
    el(
      'dl',
      { class: 'summary' },
      ...facts
        .filter(([, value]) => value !== '')
        .map(([label, value]) => el('div', {}, el('dt', {}, label), el('dd', {}, value))),
    ),
    el('p', { class: 'muted measure' }, t('scan.compare')),
  ];
}

/** A text that had no room says so. */
function withMark({ texts, shortened }: Statement, part: Part): HTMLElement {
  const written = named(texts[part]);
  if (!shortened.has(part)) return written;
  return el('span', {}, written, '… ', el('span', { class: 'muted' }, `(${t('scan.shortened')})`));
}
