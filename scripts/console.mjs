// `npm run console -- <command>`: the operator's commands (migrate, seed-demo, create-admin …).
import { run } from './run.mjs';

await run('console', process.argv.slice(2));
