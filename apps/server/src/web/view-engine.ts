import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { runInThisContext } from 'node:vm';
import Handlebars from 'handlebars';
import { languages } from '#libs/kernel';
import { withFieldNames } from './field-names.js';
import type { Frame } from './frame.js';
import { type AskedFor, blocks, TemplateInspection } from './template-inspection.js';
import { type TemplateLanguage, templateHelpers } from './template-language.js';

export type { FormState, Frame, NavItem, Notice } from './frame.js';

export interface ViewEngineOptions extends TemplateLanguage {
  templatesDir: string;
}

type Template = (context: unknown, options?: { data?: Record<string, unknown> }) => string;

interface Reading {
  readonly tree: hbs.AST.Program;
  /** Compiled, once the template was shown. */
  specification?: Handlebars.Template;
}

/** By file, words known in it and text: of several servers in one process, as in tests, the first does the work. */
const readings = new Map<string, Reading>();

/**
 * Pages from `templates/`: all are read at start, and a missing partial, an unknown helper or an unescaped `{{{ }}}`
 * stops it. A page is the inside of a layout. Partials see only what they are given.
 */
export class ViewEngine {
  private readonly handlebars = Handlebars.create();
  private readonly pages = new Map<string, Template>();
  private readonly layouts = new Map<string, Template>();
  /** For the check that every language has the words and every icon is drawn. */
  readonly asked: AskedFor = { keys: new Map(), icons: new Map() };

  constructor(options: ViewEngineOptions) {
    const helpers = templateHelpers(options);
    for (const [name, helper] of Object.entries(helpers)) this.handlebars.registerHelper(name, helper);
    const known = [...blocks, ...Object.keys(helpers)];

    const partials = templatesIn(join(options.templatesDir, 'partials'));
    const names = new Set(partials.map(({ name }) => name));
    const read = (folder: string, { name, file }: TemplateFile): Template =>
      this.read(`${folder}/${name}`, file, names, known);

    for (const partial of partials) {
      this.handlebars.registerPartial(partial.name, read('partials', partial) as Handlebars.Template);
    }
    for (const page of templatesIn(join(options.templatesDir, 'pages'))) {
      this.pages.set(page.name, read('pages', page));
    }
    for (const layout of templatesIn(join(options.templatesDir, 'layouts'))) {
      this.layouts.set(layout.name, read('layouts', layout));
    }
  }

  /** One whole HTML page. `page` is its path below `templates/pages`, `data` plain objects, `frame` what surrounds it. */
  render(page: string, data: object, frame: Frame): string {
    const template = this.pages.get(page);
    if (!template) throw new Error(`No such page: ${page}`);
    const seen = { ...frame, languages: languageLinks(frame) };
    const body = template(data, { data: { frame: seen } });
    const html = frame.form ? withFieldNames(body) : body;
    return this.layouts.get(frame.layout ?? 'page')!(
      { body: new Handlebars.SafeString(html) },
      { data: { frame: seen } },
    );
  }

  private read(name: string, file: string, partials: ReadonlySet<string>, known: readonly string[]): Template {
    try {
      const reading = this.parse(file, known);
      new TemplateInspection(name, { partials, words: known }, this.asked).accept(reading.tree);
      // Compiling all of them would double the time a server takes to start.
      let template: Template | undefined;
      return (context, options) => {
        reading.specification ??= this.compile(reading.tree, file, known);
        template ??= this.handlebars.template(reading.specification) as unknown as Template;
        return template(context, options);
      };
    } catch (error) {
      throw new Error(`Template ${name}: ${(error as Error).message}`, { cause: error });
    }
  }

  private parse(file: string, known: readonly string[]): Reading {
    const text = readFileSync(file, 'utf8');
    const key = [file, known, text].join('\n');
    const reading = readings.get(key) ?? { tree: Handlebars.parse(text) };
    readings.set(key, reading);
    return reading;
  }

  private compile(tree: hbs.AST.Program, file: string, known: readonly string[]): Handlebars.Template {
    const compiled = this.handlebars.precompile(tree, {
      knownHelpers: Object.fromEntries([...known.map((helper) => [helper, true]), ['log', false], ['lookup', false]]),
      knownHelpersOnly: true,
      explicitPartialContext: true,
      preventIndent: true,
    });
    return runInThisContext(`(${compiled})`, { filename: file });
  }
}

interface TemplateFile {
  name: string;
  file: string;
}

function templatesIn(folder: string): TemplateFile[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.hbs'))
    .sort()
    .map((path) => ({
      name: relative(folder, join(folder, path))
        .split(sep)
        .join('/')
        .replace(/\.hbs$/, ''),
      file: join(folder, path),
    }));
}

function languageLinks({ path, language }: Frame) {
  const separator = path.includes('?') ? '&' : '?';
  return languages.map((code) => ({ code, href: `${path}${separator}lang=${code}`, current: code === language }));
}
