import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Injectable } from '@nestjs/common';
import Handlebars from 'handlebars';
import { isLanguage, isLocalDate, type Language, type LocalisedText, pickText, shortDate } from '#libs/kernel';
import { Translator } from '../i18n/translator.js';
import { projectRoot } from '../project-root.js';
import { htmlOf } from './letter-html.js';
import { headerLine } from './postal-address.js';

/** A mail as it is read. `html` says the same as `text`. */
export interface Letter {
  subject: string;
  text: string;
  html: string;
}

type Template = (context: object) => string;

const isLocalised = (value: unknown): value is LocalisedText =>
  typeof value === 'object' && value !== null && 'lo' in value && 'vi' in value && 'en' in value;

/**
 * The mails of the house from `templates/mail`: a line for the subject, a line of dashes, and the text. Written once
 * for all languages: `t` speaks the receiver's, `words` picks it from a localised text, `day` writes a date in it.
 */
@Injectable()
export class Letters {
  private readonly handlebars = Handlebars.create();
  private readonly templates = new Map<string, Template>();

  constructor(private readonly translator: Translator) {
    this.addHelpers();
    const folder = join(projectRoot, 'templates', 'mail');
    for (const file of readdirSync(folder).filter((name) => name.endsWith('.hbs'))) {
      const source = readFileSync(join(folder, file), 'utf8');
      // Plain text: nothing is escaped here; the HTML is made of the finished text.
      this.templates.set(file.replace('.hbs', ''), this.handlebars.compile(source, { noEscape: true, strict: true }));
    }
  }

  get names(): string[] {
    return [...this.templates.keys()];
  }

  write(template: string, language: Language, args: Readonly<Record<string, unknown>>): Letter {
    const make = this.templates.get(template);
    if (!make) throw new Error(`No such letter: ${template}`);
    const written = make({ ...args, language }).normalize('NFC');
    const [head = '', ...rest] = written.split('\n---\n');
    const text = rest
      .join('\n---\n')
      .replace(/[ \t]+$/gm, '')
      .replace(/\n{3,}/g, '\n\n')
      .trim();
    const subject = headerLine(head);
    return { subject, text: `${text}\n`, html: htmlOf(subject, text, language) };
  }

  private addHelpers(): void {
    const languageOf = ({ data }: Handlebars.HelperOptions): Language => {
      const { language } = data.root;
      if (!isLanguage(language)) throw new Error('A letter has a language');
      return language;
    };
    const inWords = (value: unknown, language: Language) =>
      isLocalised(value) ? pickText(value, language).text : value;
    this.handlebars.registerHelper('t', (...given: unknown[]) => {
      const options = given.at(-1) as Handlebars.HelperOptions;
      const language = languageOf(options);
      const args = Object.entries(options.hash).map(([name, value]) => [name, inWords(value, language)]);
      return this.translator.for(language)(given.slice(0, -1).join('.'), Object.fromEntries(args));
    });
    this.handlebars.registerHelper('words', (value: unknown, options: Handlebars.HelperOptions) =>
      inWords(value, languageOf(options)),
    );
    this.handlebars.registerHelper('day', (value: unknown, options: Handlebars.HelperOptions) =>
      isLocalDate(value) ? shortDate(value, languageOf(options)) : '',
    );
  }
}
