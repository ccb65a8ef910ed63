import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { type Language, languages } from '#libs/kernel';
import { Translator } from '#libs/platform';
import { FOR_EVER, rollCallModules } from '../../web/assets.js';
import { PageRenderer } from '../../web/page-renderer.js';

/** A file of the page, the same for everybody. */
export interface ShellFile {
  body: string;
  contentType: string;
  cacheControl: string;
}

/** Always asked for, and answered briefly when it has not changed. */
const ASK_AGAIN = 'no-cache';

/** Besides the page's own words: those it shares with other pages, and why the server refuses a mark. */
const otherWords = [
  'layout.language',
  'layout.signIn',
  'layout.productLatin',
  'layout.onlyIn',
  'attendance.mark',
  'attendance.markedOf',
  'attendance.nobody',
  'attendance.sessionNumber',
  'calendar.weekday',
  'attendance.rollState.closed',
  'errors.not_found',
  'errors.attendance.roll_closed',
  'errors.attendance.roll_not_yet_open',
  'errors.attendance.run_not_running',
  'errors.attendance.not_on_roll',
  'errors.attendance.mark_id_reused',
  'errors.session.is_cancelled',
];

const looks = [
  'site.css',
  'roll-call.css',
  'icons.svg',
  'favicon.svg',
  'fonts/latin-400.woff2',
  'fonts/latin-600.woff2',
  'fonts/vietnamese-400.woff2',
  'fonts/vietnamese-600.woff2',
  'fonts/lao-400.woff2',
  'fonts/lao-600.woff2',
];

/** The page that calls rolls without a network: what a browser keeps of it, and under which version. */
@Injectable()
export class RollCallShell {
  /** The words in the three languages, with the hash of their content. */
  private readonly words: string;
  private readonly wordsUrl: string;
  private readonly pages: Readonly<Record<Language, string>>;
  private readonly worker: string;

  constructor(
    private readonly renderer: PageRenderer,
    private readonly translator: Translator,
  ) {
    const url = (name: string) => renderer.assets.url(name);
    this.words = JSON.stringify(Object.fromEntries(languages.map((language) => [language, this.wordsIn(language)])));
    this.wordsUrl = `/roll-call/words?v=${hashOf(this.words)}`;
    this.pages = Object.fromEntries(
      languages.map((language) => [language, this.pageIn(language)]),
    ) as unknown as typeof this.pages;
    const files = [...looks, ...rollCallModules].map(url).concat(this.wordsUrl);
    const version = hashOf(JSON.stringify([files, this.pages]));
    const code = renderer.assets.files.get('browser/roll-call/worker/worker.js')!.body.toString('utf8');
    this.worker = `self.shell = ${JSON.stringify({ version, files })};\n${code}`;
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
    const title = this.translator.for(language)('roll-call.title');
    const urls = {
      words: this.wordsUrl,
      icons: this.renderer.assets.url('icons.svg'),
      modules: rollCallModules.map((name) => this.renderer.assets.url(name)),
      main: this.renderer.assets.url('browser/roll-call/main.js'),
    };
    return this.renderer.plain('attendance/roll-call', 'roll-call', language, { title, path: '/roll-call', ...urls });
  }

  private wordsIn(language: Language): Record<string, string> {
    const flat: Record<string, string> = {};
    const gather = (key: string, value: unknown): void => {
      if (typeof value === 'string') flat[key] = value;
      else for (const [name, inner] of Object.entries(value as object)) gather(`${key}.${name}`, inner);
    };
    gather('roll-call', this.translator.written(language, 'roll-call'));
    for (const key of otherWords) {
      const forms = ['', '_zero', '_one', '_other'].map((form) => key + form);
      const known = forms.filter((form) => this.translator.written(language, form) !== undefined);
      if (known.length === 0) throw new Error(`No words for ${key} in ${language}`);
      for (const form of known) gather(form, this.translator.written(language, form));
    }
    return flat;
  }

  private manifest(language: Language) {
    const t = this.translator.for(language);
    const icon = (size: number, purpose: string) => ({
      src: this.renderer.assets.url(`roll-call-${size}.png`),
      sizes: `${size}x${size}`,
      type: 'image/png',
      purpose,
    });
    return {
      id: '/roll-call',
      name: `${t('layout.productLatin')} – ${t('roll-call.title')}`,
      short_name: t('roll-call.title'),
      description: t('roll-call.about'),
      lang: language,
      start_url: '/roll-call',
      scope: '/roll-call',
      display: 'standalone',
      background_color: '#ffffff',
      theme_color: '#073f48',
      icons: [icon(192, 'any'), icon(512, 'any'), icon(512, 'maskable')],
    };
  }
}

const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 12);
