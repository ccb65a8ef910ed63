// Types, and promises nobody waits for, in one pass over the compiler's own program: a query or a unit of work that is
// not awaited compiles well and loses errors. (Biome's rule for this does not see through the types of packages.)
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import ts from 'typescript';

const root = resolve(process.argv[2] ?? '.');
const floatingNotes = join(root, 'dist/.floating-promises.json');
const infoFile = join(root, 'dist/.tsbuildinfo.check');

// Notes made by another version of these rules count for nothing.
const thisScript = createHash('sha256')
  .update(readFileSync(new URL(import.meta.url)))
  .digest('hex');

const configPath = join(root, 'tsconfig.json');
const host = {
  ...ts.sys,
  onUnRecoverableConfigFileDiagnostic: (diagnostic) => {
    console.log(format([diagnostic]));
    process.exit(1);
  },
};
const config = ts.getParsedCommandLineOfConfigFile(
  configPath,
  { noEmit: true, incremental: true, tsBuildInfoFile: infoFile },
  host,
);
const builder = ts.createIncrementalProgram({
  rootNames: config.fileNames,
  options: config.options,
  configFileParsingDiagnostics: ts.getConfigFileParsingDiagnostics(config),
});
const program = builder.getProgram();
const checker = program.getTypeChecker();

// What was found in files that this run has no reason to look at again.
const earlier = readNotes();
const affected = new Set();
const diagnostics = [
  ...builder.getConfigFileParsingDiagnostics(),
  ...builder.getOptionsDiagnostics(),
  ...builder.getSyntacticDiagnostics(),
  ...builder.getGlobalDiagnostics(),
];
const ours = program
  .getSourceFiles()
  .filter((file) => !file.isDeclarationFile && !file.fileName.includes('/node_modules/'));

for (;;) {
  const next = builder.getSemanticDiagnosticsOfNextAffectedFile();
  if (!next) break;
  if ('fileName' in next.affected) affected.add(next.affected.fileName);
  else for (const file of ours) affected.add(file.fileName);
}
// A second question is answered from memory, unaffected files included.
for (const file of ours) diagnostics.push(...builder.getSemanticDiagnostics(file));

const floating = {};
for (const file of ours) {
  const name = relative(root, file.fileName);
  const found = affected.has(file.fileName) || !earlier ? floatingPromises(file) : (earlier[name] ?? []);
  if (found.length > 0) floating[name] = found;
}

builder.emit();
mkdirSync(dirname(floatingNotes), { recursive: true });
writeFileSync(floatingNotes, JSON.stringify({ script: thisScript, found: floating }));

const unique = ts.sortAndDeduplicateDiagnostics(diagnostics);
if (unique.length > 0) console.log(format(unique));
for (const [name, lines] of Object.entries(floating)) {
  for (const line of lines)
    console.log(`${name}:${line} - nobody waits for this promise: await it, return it, or write \`void\` before it.`);
}
if (unique.length > 0 || Object.keys(floating).length > 0) process.exitCode = 1;

function readNotes() {
  try {
    const { script, found } = JSON.parse(readFileSync(floatingNotes, 'utf8'));
    return script === thisScript ? found : undefined;
  } catch {
    return undefined;
  }
}

function floatingPromises(file) {
  const lines = [];
  const visit = (node) => {
    if (ts.isExpressionStatement(node) && isFloating(node.expression)) {
      lines.push(file.getLineAndCharacterOfPosition(node.getStart()).line + 1);
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return lines;
}

function isFloating(expression) {
  const node = ts.skipParentheses(expression);
  if (ts.isBinaryExpression(node)) {
    const operator = node.operatorToken.kind;
    if (operator === ts.SyntaxKind.CommaToken) return isFloating(node.left) || isFloating(node.right);
    if (isAssignment(operator)) return false;
    return isFloating(node.right);
  }
  if (ts.isConditionalExpression(node)) return isFloating(node.whenTrue) || isFloating(node.whenFalse);
  if (
    !ts.isCallExpression(node) &&
    !ts.isNewExpression(node) &&
    !ts.isIdentifier(node) &&
    !ts.isPropertyAccessExpression(node)
  ) {
    return false;
  }
  if (ts.isCallExpression(node) && (isHandled(node) || isTestDeclaration(node))) return false;
  return isThenable(checker.getTypeAtLocation(node));
}

function isAssignment(kind) {
  return kind >= ts.SyntaxKind.FirstAssignment && kind <= ts.SyntaxKind.LastAssignment;
}

// `.catch(handler)`, `.then(use, handler)`, and `.finally()` after one of them.
function isHandled({ expression, arguments: given }) {
  if (!ts.isPropertyAccessExpression(expression)) return false;
  const name = expression.name.text;
  if (name === 'catch') return given.length > 0;
  if (name === 'then') return given.length > 1;
  if (name !== 'finally') return false;
  const before = ts.skipParentheses(expression.expression);
  return ts.isCallExpression(before) && isHandled(before);
}

// describe() and it() hand their promise to the test runner themselves; a subtest, t.test(), does not.
function isTestDeclaration({ expression }) {
  let callee = expression;
  while (ts.isPropertyAccessExpression(callee)) callee = callee.expression;
  const declaration = checker.getSymbolAtLocation(callee)?.declarations?.[0];
  if (!declaration || !ts.isImportSpecifier(declaration)) return false;
  return /^node:test(\/|$)/.test(declaration.parent.parent.parent.moduleSpecifier.text);
}

function isThenable(type) {
  if (type.isUnion()) return type.types.some(isThenable);
  if (type.flags & (ts.TypeFlags.Any | ts.TypeFlags.Unknown)) return false;
  const then = type.getProperty('then');
  if (!then?.valueDeclaration) return false;
  // A Fastify reply has a then() as well, but one that returns nothing: sending it is not waited for.
  return checker
    .getTypeOfSymbol(then)
    .getCallSignatures()
    .some((signature) => !(signature.getReturnType().flags & ts.TypeFlags.Void));
}

function format(list) {
  const formatHost = { getCanonicalFileName: (name) => name, getCurrentDirectory: () => root, getNewLine: () => '\n' };
  return process.stdout.isTTY
    ? ts.formatDiagnosticsWithColorAndContext(list, formatHost)
    : ts.formatDiagnostics(list, formatHost);
}
