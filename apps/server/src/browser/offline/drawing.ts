import { type LocalisedText, language, pick, t } from './words.js';

/** Pieces of the page. */

type Attributes = Readonly<Record<string, string | boolean | null | undefined>>;
type Content = Node | string | null | false;

/** An element with its attributes; those that are false or null are left out. */
export function el<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  attributes: Attributes = {},
  ...content: Content[]
): HTMLElementTagNameMap[Name] {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes))
    if (value !== false && value !== null && value !== undefined)
      element.setAttribute(key, value === true ? '' : value);
  element.append(...content.filter((one) => one !== null && one !== false));
  return element;
}

const svg = 'http://www.w3.org/2000/svg';

export function icon(name: string): SVGElement {
  const drawn = document.createElementNS(svg, 'svg');
  drawn.setAttribute('class', 'icon');
  drawn.setAttribute('aria-hidden', 'true');
  const use = document.createElementNS(svg, 'use');
  use.setAttribute('href', `${document.querySelector<HTMLElement>('main')!.dataset.icons}#${name}`);
  drawn.append(use);
  return drawn;
}

export const badge = (tone: string, sign: string, text: string): HTMLElement =>
  el('span', { class: `badge ${tone}` }, icon(sign), el('span', {}, text));

export const notice = (kind: string, title: string, ...content: Content[]): HTMLElement =>
  el(
    'div',
    { class: `notice ${kind}`, role: 'status' },
    icon(kind === 'info' ? 'info' : 'alert'),
    el('div', {}, el('strong', {}, title), ...content.map((one) => (typeof one === 'string' ? el('p', {}, one) : one))),
  );

/** A text that people wrote; where it is missing in the language of the page, in another, and marked as such. */
export function localised(text: LocalisedText): HTMLElement {
  const { text: words, lang } = pick(text);
  if (lang === language()) return el('span', {}, words);
  const mark = el('span', { class: 'only-in' }, el('span', { 'aria-hidden': 'true' }, lang.toUpperCase()));
  mark.append(el('span', { class: 'visually-hidden' }, `(${t(`layout.onlyIn.${lang}`)})`));
  return el('span', {}, el('span', { lang }, words), ' ', mark);
}

/** A name in whatever script it is written. */
export function named(name: string): HTMLElement {
  const isLao = /[\u0e80-\u0eff]/.test(name);
  const isVietnamese = /[ăâđêôơư\u1ea0-\u1ef9]/i.test(name);
  return el('span', { lang: isLao ? 'lo' : isVietnamese ? 'vi' : null }, name);
}

export function button(tone: string, text: string, act: () => void, sign?: string): HTMLButtonElement {
  const made = el('button', { type: 'button', class: `button ${tone}` }, sign ? icon(sign) : null, text);
  made.addEventListener('click', act);
  return made;
}
