import Handlebars from 'handlebars';
import { type Placeholder, placeholders } from './texts.js';

type Node = hbs.AST.Statement | hbs.AST.Expression;

const itself = Object.fromEntries(placeholders.map((name) => [name, `{{${name}}}`]));

/**
 * A text of the repository, written in Handlebars, as plain text with placeholders: each placeholder stands for itself.
 * Of the language there are placeholders and `{{#if placeholder}}…{{/if}}`; everything else is refused before it is
 * compiled, so that nothing reaches outside the flat context, repeats, or includes.
 * @throws Error that names what is not allowed.
 */
export function shippedText(source: string): string {
  const program = Handlebars.parse(source);
  program.body.forEach(allow);
  const text = Handlebars.compile(program, { noEscape: true, strict: true, knownHelpersOnly: true });
  return text(itself, { allowProtoPropertiesByDefault: false, allowProtoMethodsByDefault: false });
}

function allow(node: Node): void {
  switch (node.type) {
    case 'ContentStatement':
      return;
    case 'MustacheStatement': {
      const { path, params, hash, escaped } = node as hbs.AST.MustacheStatement;
      if (!escaped || params.length > 0 || hash) throw refused(node, path);
      allowName(path);
      return;
    }
    case 'BlockStatement': {
      const { path, params, hash, program, inverse } = node as hbs.AST.BlockStatement;
      const [condition] = params;
      if (path.original !== 'if' || params.length !== 1 || hash || inverse || program.blockParams)
        throw refused(node, path);
      allowName(condition!);
      program.body.forEach(allow);
      return;
    }
    default:
      throw refused(node);
  }
}

/** One name of the list: no path, no data variable, no parent, no literal. */
function allowName(node: hbs.AST.Expression): void {
  const { type, original, data, depth, parts } = node as hbs.AST.PathExpression;
  const isName = type === 'PathExpression' && !data && depth === 0 && parts.length === 1 && parts[0] === original;
  if (!isName || !placeholders.includes(original as Placeholder)) throw refused(node, node);
}

const refused = (node: Node, of: Node = node): Error =>
  new Error(`A certificate's text has no ${node.type} ${(of as { original?: unknown }).original ?? ''}`.trim());
