import Handlebars from 'handlebars';

/** The blocks a template may use. */
export const blocks = ['if', 'unless', 'each', 'with'];

/** What all templates name in so many words, each with a template that does. */
export interface AskedFor {
  /** Keys of `t`. */
  keys: Map<string, string>;
  icons: Map<string, string>;
}

/** What the compiler would only notice when a page is asked for. */
export class TemplateInspection extends Handlebars.Visitor {
  constructor(
    private readonly template: string,
    private readonly known: { partials: ReadonlySet<string>; words: readonly string[] },
    private readonly asked: AskedFor,
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
    if (!blocks.includes(name)) throw new Error(`unknown block {{#${name}}}`);
    super.BlockStatement(block);
  }

  override PartialStatement(partial: hbs.AST.PartialStatement): void {
    const name = (partial.name as hbs.AST.PathExpression).original;
    if (!this.known.partials.has(name)) throw new Error(`missing partial {{> ${name}}}`);
    const icon = name === 'icon' ? partial.hash?.pairs.find(({ key }) => key === 'name')?.value : undefined;
    if (icon?.type === 'StringLiteral') this.asked.icons.set((icon as hbs.AST.StringLiteral).value, this.template);
    super.PartialStatement(partial);
  }

  override PartialBlockStatement(): void {
    throw new Error('partial blocks are not used here');
  }

  private note({ type, path, params, hash }: hbs.AST.MustacheStatement | hbs.AST.SubExpression): void {
    const { original } = path as hbs.AST.PathExpression;
    const isCall = type === 'SubExpression' || params.length > 0 || hash?.pairs.length > 0;
    if (isCall && !this.known.words.includes(original)) throw new Error(`unknown helper ${original}`);
    const [key] = params;
    if (original === 't' && params.length === 1 && key?.type === 'StringLiteral') {
      this.asked.keys.set((key as hbs.AST.StringLiteral).value, this.template);
    }
  }
}
