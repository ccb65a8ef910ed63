import { createHash } from 'node:crypto';
import { type Language, languages } from '#libs/kernel';
import type { Translator } from '#libs/platform';
import { FOR_EVER } from './assets.js';
import type { PageRenderer } from './page-renderer.js';

/** A file of the page, the same for everybody. */
export interface ShellFile {
  body: string;
  contentType: string;
  cacheControl: string;
}

export interface OfflinePage {
  /** Locale file with all its words, among them `title` and `about`. */
  name: string;
  path: string;
  /** Below it the page stands in for pages that the network does not give. */
  scope: string;
  template: string;
  /** What its template is given besides. */
  data?: Readonly<Record<string, string>>;
  /** Its scripts, each after those it imports; the last one begins. */
  modules: readonly string[];
  style: string;
  /** Fetched when first needed, and kept from then on. */
  later?: readonly string[];
  /** Keys, or their beginnings, of words it shares with other pages. */
  words: readonly string[];
}

/** Always asked for, and answered briefly when it has not changed. */
const ASK_AGAIN = 'no-cache';

const looks = [
  'site.css',
  'icons.svg',
  'favicon.svg',
  'fonts/latin-400.woff2',
  'fonts/latin-600.woff2',
  'fonts/vietnamese-400.woff2',
  'fonts/vietnamese-600.woff2',
  'fonts/lao-400.woff2',
  'fonts/lao-600.woff2',
];

/** A page that opens without a network: what a browser keeps of it, and under which version. */
export class OfflineShell {
  /** The words in the three languages, with the hash of their content. */
  private readonly words: string;
  private readonly wordsUrl: string;
  private readonly pages: Readonly<Record<Language, string>>;
  private readonly worker: string;

  constructor(
    private readonly renderer: PageRenderer,
    private readonly translator: Translator,
    private readonly page: OfflinePage,
  ) {
    const url = (name: string) => renderer.assets.url(name);
    const { name, path, modules, style, later = [] } = page;
    this.words = JSON.stringify(Object.fromEntries(languages.map((language) => [language, this.wordsIn(language)])));
    this.wordsUrl = `${path}/words?v=${hashOf(this.words)}`;
    this.pages = Object.fromEntries(
      languages.map((language) => [language, this.pageIn(language)]),
    ) as unknown as typeof this.pages;
    const files = [...looks, style, ...modules].map(url).concat(this.wordsUrl);
    const version = hashOf(JSON.stringify([files, this.pages]));
    const shell = { name, page: path, version, files, later: later.map(url) };
    const code = renderer.assets.files.get('browser/offline/worker/worker.js')!.body.toString('utf8');
    this.worker = `self.shell = ${JSON.stringify(shell)};\n${code}`;
  }

  file(name: string, language: Language): ShellFile | null {
    switch (name) {
      case '':
        return { body: this.pages[language], contentType: 'text/html; charset=utf-8', cacheControl: ASK_AGAIN };
      case 'words':
        return { body: this.words, contentType: 'application/json; charset=utf-8', cacheControl: FOR_EVER };
      case 'worker.js':
        return { body: this.worker, contentType: 'text/javascript; charset=utf-8', cacheControl: ASK_AGAIN };
      case 'app.webmanifest':
        return {
          body: JSON.stringify(this.manifest(language)),
          contentType: 'application/manifest+json; charset=utf-8',
          cacheControl: ASK_AGAIN,
        };
      default:
        return null;
    }
  }

  private pageIn(language: Language): string {
    const { name, path, template, modules, style, data } = this.page;
    const url = (asset: string) => this.renderer.assets.url(asset);
    const shown = {
      ...data,
      title: this.translator.for(language)(`${name}.title`),
      path,
      words: this.wordsUrl,
      icons: url('icons.svg'),
      style: url(style),
      modules: modules.map(url),
      main: url(modules.at(-1)!),
    };
    return this.renderer.plain(template, 'offline', language, shown);
  }

  private wordsIn(language: Language): Record<string, string> {
    const flat: Record<string, string> = {};
    const gather = (key: string, value: unknown): void => {
      if (typeof value === 'string') flat[key] = value;
      else for (const [name, inner] of Object.entries(value as object)) gather(`${key}.${name}`, inner);
    };
    const { name, words } = this.page;
    gather(name, this.translator.written(language, name));
    for (const key of words) {
      const forms = ['', '_zero', '_one', '_other'].map((form) => key + form);
      const known = forms.filter((form) => this.translator.written(language, form) !== undefined);
      if (known.length === 0) throw new Error(`No words for ${key} in ${language}`);
      for (const form of known) gather(form, this.translator.written(language, form));
    }
    return flat;
  }

  private manifest(language: Language) {
    const t = this.translator.for(language);
    const { name, path, scope } = this.page;
    const icon = (size: number, purpose: string) => ({
      src: this.renderer.assets.url(`roll-call-${size}.png`),
      sizes: `${size}x${size}`,
      type: 'image/png',
      purpose,
    });
    return {
      id: path,
      name: `${t('layout.productLatin')} – ${t(`${name}.title`)}`,
      short_name: t(`${name}.title`),
      description: t(`${name}.about`),
      lang: language,
      start_url: path,
      scope,
      display: 'standalone',
      background_color: '#ffffff',
      theme_color: '#073f48',
      icons: [icon(192, 'any'), icon(512, 'any'), icon(512, 'maskable')],
    };
  }
}

const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 12);
