// Who may import whom. `npm run check` holds these rules, all of them errors, and
// test/architecture/ladder.spec.ts plants one violation of each and sees it caught.

// The ladder: a room may import the rooms named beside it. A new room is placed here before its first import.
const mayImport = {
  kernel: [],
  platform: ['kernel'],
  people: ['kernel', 'platform'],
  training: ['kernel', 'platform', 'people'],
  nominations: ['kernel', 'platform', 'people', 'training'],
  attendance: ['kernel', 'platform', 'people', 'training', 'nominations'],
  outputs: ['kernel', 'platform', 'people', 'training', 'nominations'],
  certificates: ['kernel', 'platform', 'people', 'training', 'nominations', 'attendance', 'outputs'],
};
mayImport.reporting = Object.keys(mayImport);

const rooms = Object.keys(mayImport).join('|');
const specs = '[.]spec[.]ts$';
// A package as it is resolved, or by its bare name where it is not installed.
const packages = (...names) => `(^|node_modules/)(${names.join('|')})(/|$)`;

export default {
  forbidden: [
    ...Object.entries(mayImport).map(([room, lower]) => ({
      name: 'ladder',
      comment: `${room} may import ${lower.join(', ') || 'no other room'}; news for a higher room travels as an event.`,
      severity: 'error',
      from: { path: `^libs/${room}/` },
      to: { path: '^libs/', pathNot: `^libs/(${[room, ...lower].join('|')})/` },
    })),
    {
      name: 'ladder',
      comment: 'A room that is not on the ladder imports nothing: give it its place in .dependency-cruiser.mjs first.',
      severity: 'error',
      from: { path: '^libs/', pathNot: `^libs/(${rooms})/` },
      to: { path: '^libs/' },
    },
    {
      name: 'no-cycles',
      comment: 'Two files that need each other are one file, or lack a third.',
      severity: 'error',
      from: { path: '^(apps|libs)/' },
      to: { circular: true },
    },
    {
      name: 'rooms-through-their-door',
      comment: 'Another room is imported as #libs/<room>, never by a path into it.',
      severity: 'error',
      from: { path: '^libs/([^/]+)/' },
      to: { path: '^libs/', pathNot: '^libs/($1/|[^/]+/src/index[.]ts$)' },
    },
    {
      name: 'rooms-through-their-door',
      comment: 'The door itself is imported as #libs/<room> too: a relative path would not survive a move.',
      severity: 'error',
      from: { path: '^libs/([^/]+)/' },
      to: { path: '^libs/', pathNot: '^libs/$1/', dependencyTypesNot: ['aliased-subpath-import'] },
    },
    {
      name: 'rooms-through-their-door',
      comment: 'Apps know rooms by their doors.',
      severity: 'error',
      from: { path: '^apps/' },
      to: { path: '^libs/', pathNot: '^libs/[^/]+/src/index[.]ts$' },
    },
    {
      name: 'pure-rules-and-policies',
      comment:
        'Rules and policies decide on plain values: they import the kernel and the rules, policies and types of their room.',
      severity: 'error',
      from: { path: '^libs/([^/]+)/.*[.](rules|policy)[.]ts$' },
      to: { pathNot: '^libs/([^/]+/src/index[.]ts$|$1/.*[.](rules|policy|types)[.]ts$)' },
    },
    {
      name: 'pure-rules-and-policies',
      comment:
        'Of another room they may know types, which are gone after compiling; a value would bring the whole room.',
      severity: 'error',
      from: { path: '^libs/.*[.](rules|policy)[.]ts$' },
      to: { path: '^libs/(?!kernel/)[^/]+/src/index[.]ts$', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'pure-kernel',
      comment: 'The kernel is values and functions: no framework, no database, nothing of Node.',
      severity: 'error',
      from: { path: '^libs/kernel/', pathNot: specs },
      to: { pathNot: ['^libs/kernel/', packages('uuid', 'zod')] },
    },
    {
      name: 'no-http-in-libs',
      comment: 'Rooms do not know that there is a web: HTTP begins in apps/server.',
      severity: 'error',
      from: { path: '^libs/', pathNot: specs },
      to: {
        path: [
          packages(
            'fastify',
            '@fastify',
            'express',
            'passport',
            'passport-jwt',
            'pino-http',
            '@nestjs/(platform-[^/]+|swagger|throttler|passport)',
          ),
          '^(node:)?(http|https|http2)$',
        ],
      },
    },
    {
      name: 'typeorm-in-its-places',
      comment:
        'Columns live in entities, queries in repositories, connections in platform/database; row files are databases of their own.',
      severity: 'error',
      from: {
        path: '^(apps|libs)/',
        pathNot: [specs, '[.](entity|repository)[.]ts$', '^libs/platform/src/(database|row-files)/'],
      },
      to: { path: [packages('typeorm', 'better-sqlite3', 'mysql2'), '^(node:)?sqlite$'] },
    },
    {
      name: 'apps-are-strangers',
      comment: 'An app imports rooms, never another app.',
      severity: 'error',
      from: { path: '^apps/([^/]+)/' },
      to: { path: '^apps/', pathNot: '^apps/$1/' },
    },
    {
      name: 'apps-are-strangers',
      comment: 'Rooms do not know who uses them.',
      severity: 'error',
      from: { path: '^libs/' },
      to: { path: '^apps/' },
    },
    {
      name: 'no-tests-in-shipped-code',
      comment: 'What is shipped imports no spec and nothing of test/ or scripts/.',
      severity: 'error',
      from: { path: '^(apps|libs)/', pathNot: specs },
      to: { path: [specs, '^(test|scripts)/', '^node:test(/|$)'] },
    },
    {
      name: 'no-dev-dependencies-in-shipped-code',
      comment: 'What is shipped imports only packages that package.json lists under dependencies.',
      severity: 'error',
      from: { path: '^(apps|libs)/', pathNot: specs },
      to: {
        dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'],
        // Types alone are gone after compiling.
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'every-import-found',
      comment: 'Keeps the other rules honest: an import that does not resolve is one they cannot judge.',
      severity: 'error',
      from: { path: '^(apps|libs|test)/' },
      to: { couldNotResolve: true },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsConfig: { fileName: 'tsconfig.json' },
    // Imports that are only types count as well.
    tsPreCompilationDeps: true,
    combinedDependencies: false,
    // #libs/<room> is resolved as the compiler does it: through "imports" in package.json, to the sources.
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['types', 'import', 'node', 'default'],
      extensions: ['.ts', '.mjs', '.js', '.d.ts', '.json'],
    },
    builtInModules: { add: ['node:sqlite', 'node:test', 'node:sea'] },
    exclude: { path: '^(dist|var|coverage)/' },
  },
};
