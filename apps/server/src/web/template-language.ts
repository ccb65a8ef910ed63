import Handlebars from 'handlebars';
import {
  containsLao,
  type Language,
  type LocalDate,
  type LocalisedText,
  languages,
  pickText,
  shortDate,
  shortInstant,
} from '#libs/kernel';
import type { FormState, Frame } from './frame.js';

/** The few words a template may use besides `if`, `unless`, `each` and `with`. All else is computed in `*.view.ts`. */
export interface TemplateLanguage {
  /** The words of one language; the key's first segment names the locale file. */
  t: (language: Language) => (key: string, args?: Record<string, unknown>) => string;
  /** The hashed address of an asset. */
  asset: (name: string) => string;
}

type Call = Handlebars.HelperOptions;

const { escapeExpression, SafeString } = Handlebars;

/** Lao words beside each other: a name within a sentence of another language. */
const LAO_WORDS = /[\u0E80-\u0EFF]+(?:[\s.]+[\u0E80-\u0EFF]+)*/gu;

const VIETNAMESE = /[ăâđêôơư\u1EA0-\u1EF9]/iu;

const frameOf = (call: Call): Frame => call.data.frame as Frame;

const isLocalised = (value: unknown): value is LocalisedText =>
  typeof value === 'object' && value !== null && languages.some((language) => language in value);

const pick = (text: Partial<LocalisedText>, language: Language) =>
  pickText({ lo: text.lo ?? '', vi: text.vi ?? '', en: text.en ?? '' }, language);

/** What stands in one field of a form: what was typed if that form was refused, else what is stored. */
export interface Entry {
  id: string;
  value: string;
  values: string[];
  /** The form came back with errors, so an absent value means "left empty". */
  refused: boolean;
  message: string | null;
  hintId: string;
  errorId: string;
  describedBy: string | null;
}

export function entryOf(state: FormState | null, form: string, name: string, stored: unknown, hint: unknown): Entry {
  const refused = state !== null && state.name === form;
  const typed = refused ? (state.values[name] ?? '') : (stored ?? '');
  const values = (Array.isArray(typed) ? typed : [typed]).map(String);
  const errors = refused ? state.errors.filter(({ field }) => field === name) : [];
  const message = errors.map((error) => error.message).join(' ') || null;
  const id = `${form}-${name}`;
  const described = [hint ? `${id}-hint` : '', message ? `${id}-error` : ''].filter(Boolean).join(' ');
  return {
    id,
    value: values[0] ?? '',
    values,
    refused,
    message,
    hintId: `${id}-hint`,
    errorId: `${id}-error`,
    describedBy: described || null,
  };
}

/** The helpers by name, each taking its arguments and, last, Handlebars' call options. */
export function templateHelpers(given: TemplateLanguage): Record<string, Handlebars.HelperDelegate> {
  const element = (html: string) => new SafeString(html);
  const time = (machine: string, shown: string) =>
    element(`<time datetime="${escapeExpression(machine)}" class="nowrap">${escapeExpression(shown)}</time>`);

  const helpers: Record<string, (...args: never[]) => unknown> = {
    t(...args: unknown[]) {
      const call = args.pop() as Call;
      // `in="lo"`: a text that stands in another language than the page.
      const { in: other, ...named } = call.hash;
      const language = (other as Language | undefined) ?? frameOf(call).language;
      const words: Record<string, unknown> = {};
      for (const [name, value] of Object.entries(named)) {
        words[name] = isLocalised(value) ? pick(value, language).text : value;
      }
      return given.t(language)(args.join('.'), words);
    },
    date: (value: LocalDate | null | undefined, call: Call) =>
      value ? time(value, shortDate(value, frameOf(call).language)) : '',
    instant: (value: string | Date | null | undefined, call: Call) => {
      if (!value) return '';
      const iso = value instanceof Date ? value.toISOString() : value;
      return time(iso, shortInstant(iso, frameOf(call).language));
    },
    number: (value: number | null | undefined, call: Call) =>
      value === null || value === undefined ? '' : grouped(value, frameOf(call).language),
    localised: (value: Partial<LocalisedText> | null | undefined, call: Call) => {
      const { language } = frameOf(call);
      const { text, language: shown, fallback } = pick(value ?? {}, language);
      if (!fallback) return text;
      const label = escapeExpression(given.t(language)(`layout.onlyIn.${shown}`));
      return element(
        `<span lang="${shown}">${escapeExpression(text)}</span> <span class="only-in"><span aria-hidden="true">${shown.toUpperCase()}</span><span class="visually-hidden">(${label})</span></span>`,
      );
    },
    text: (given: string | number | null | undefined, call: Call) => {
      const value = String(given ?? '');
      const { language } = frameOf(call);
      const marked = (words: string, as: Language) => `<span lang="${as}">${words}</span>`;
      if (containsLao(value)) {
        if (language === 'lo') return value;
        return element(escapeExpression(value).replace(LAO_WORDS, (words) => marked(words, 'lo')));
      }
      if (!VIETNAMESE.test(value) || language === 'vi') return value;
      return element(marked(escapeExpression(value), 'vi'));
    },
    eq: (left: unknown, right: unknown) => String(left) === String(right),
    among: (list: readonly unknown[] | null | undefined, value: unknown) =>
      (list ?? []).some((each) => String(each) === String(value)),
    joined: (...args: unknown[]) => args.slice(0, -1).join('.'),
    asset: (name: string) => given.asset(name),
    /** Data inside a `script` element: nothing in it ends the element. */
    json: (value: unknown) => element(JSON.stringify(value).replace(/[<>&\u2028\u2029]/g, codePoint)),
    entry: (form: string, name: string, stored: unknown, call: Call) =>
      entryOf(frameOf(call).form, form, name, stored, call.hash.hint),
  };

  // Handlebars takes `{{date}}` for a call of the helper; without arguments the page's own `date` is meant.
  return Object.fromEntries(
    Object.entries(helpers).map(([name, helper]) => [
      name,
      function (this: Record<string, unknown> | null | undefined, ...args: unknown[]) {
        return args.length === 1 ? this?.[name] : helper(...(args as never[]));
      },
    ]),
  );
}

const codePoint = (sign: string) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`;

const formats = new Map<Language, Intl.NumberFormat>();

function grouped(value: number, language: Language): string {
  let format = formats.get(language);
  if (!format) {
    format = new Intl.NumberFormat(language, { maximumFractionDigits: 2 });
    formats.set(language, format);
  }
  return format.format(value);
}
