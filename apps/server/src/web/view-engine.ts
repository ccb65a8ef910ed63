import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { runInThisContext } from 'node:vm';
import Handlebars from 'handlebars';
import { languages } from '#libs/kernel';
import type { Frame } from './frame.js';
import { type TemplateLanguage, templateHelpers } from './template-language.js';

export type { FormState, Frame, NavItem, Notice } from './frame.js';

export interface ViewEngineOptions extends TemplateLanguage {
  templatesDir: string;
}

type Template = (context: unknown, options?: { data?: Record<string, unknown> }) => string;

const BLOCKS = ['if', 'unless', 'each', 'with'];

/**
 * Pages from `templates/`: all are compiled at start, and a missing partial, an unknown helper or an
 * unescaped `{{{ }}}` stops it. A page is the inside of `layouts/page`. Partials see only what they are given.
 */
export class ViewEngine {
  private readonly handlebars = Handlebars.create();
  private readonly pages = new Map<string, Template>();
  private readonly layout: Template;
  private readonly asked = new Map<string, string>();

  constructor(options: ViewEngineOptions) {
    const helpers = templateHelpers(options);
    for (const [name, helper] of Object.entries(helpers)) this.handlebars.registerHelper(name, helper);
    const known = [...BLOCKS, ...Object.keys(helpers)];

    const partials = templatesIn(join(options.templatesDir, 'partials'));
    const names = new Set(partials.map(({ name }) => name));
    const compile = (folder: string, { name, file }: TemplateFile): Template =>
      this.compile(`${folder}/${name}`, file, names, known);

    for (const partial of partials) {
      this.handlebars.registerPartial(partial.name, compile('partials', partial) as Handlebars.Template);
    }
    for (const page of templatesIn(join(options.templatesDir, 'pages'))) {
      this.pages.set(page.name, compile('pages', page));
    }
    this.layout = compile('layouts', { name: 'page', file: join(options.templatesDir, 'layouts', 'page.hbs') });
  }

  /** One whole HTML page. `page` is its path below `templates/pages`, `data` plain objects, `frame` what surrounds it. */
  render(page: string, data: object, frame: Frame): string {
    const template = this.pages.get(page);
    if (!template) throw new Error(`No such page: ${page}`);
    const seen = { ...frame, languages: languageLinks(frame) };
    const body = template(data, { data: { frame: seen } });
    return this.layout({ body: new Handlebars.SafeString(body) }, { data: { frame: seen } });
  }

  /** Every literal key the templates ask `t` for, with the template that asks: for the check that all languages have it. */
  get translationKeys(): ReadonlyMap<string, string> {
    return this.asked;
  }

  private compile(name: string, file: string, partials: ReadonlySet<string>, known: readonly string[]): Template {
    const source = readFileSync(file, 'utf8');
    try {
      new Inspection(name, partials, known, this.asked).accept(Handlebars.parse(source));
      const compiled = this.handlebars.precompile(source, {
        knownHelpers: Object.fromEntries([...known.map((helper) => [helper, true]), ['log', false], ['lookup', false]]),
        knownHelpersOnly: true,
        explicitPartialContext: true,
        preventIndent: true,
      });
      const specification = runInThisContext(`(${compiled})`, { filename: file });
      return this.handlebars.template(specification) as unknown as Template;
    } catch (error) {
      throw new Error(`Template ${name}: ${(error as Error).message}`, { cause: error });
    }
  }
}

/** What the compiler would only notice when a page is asked for. */
class Inspection extends Handlebars.Visitor {
  constructor(
    private readonly template: string,
    private readonly partials: ReadonlySet<string>,
    private readonly known: readonly string[],
    private readonly asked: Map<string, string>,
  ) {
    super();
  }

  override MustacheStatement(statement: hbs.AST.MustacheStatement): void {
    if (!statement.escaped) throw new Error('unescaped output {{{ }}} is not allowed');
    this.note(statement);
    super.MustacheStatement(statement);
  }

  override SubExpression(expression: hbs.AST.SubExpression): void {
    this.note(expression);
    super.SubExpression(expression);
  }

  override BlockStatement(block: hbs.AST.BlockStatement): void {
    const name = (block.path as hbs.AST.PathExpression).original;
    if (!BLOCKS.includes(name)) throw new Error(`unknown block {{#${name}}}`);
    super.BlockStatement(block);
  }

  override PartialStatement(partial: hbs.AST.PartialStatement): void {
    const name = (partial.name as hbs.AST.PathExpression).original;
    if (!this.partials.has(name)) throw new Error(`missing partial {{> ${name}}}`);
    super.PartialStatement(partial);
  }

  override PartialBlockStatement(): void {
    throw new Error('partial blocks are not used here');
  }

  private note({ path, params }: { path: hbs.AST.Expression; params: hbs.AST.Expression[] }): void {
    const { original } = path as hbs.AST.PathExpression;
    if (params.length > 0 && !this.known.includes(original)) throw new Error(`unknown helper ${original}`);
    const [key] = params;
    if (original === 't' && params.length === 1 && key?.type === 'StringLiteral') {
      this.asked.set((key as hbs.AST.StringLiteral).value, this.template);
    }
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
