// `npm run console -- <command>`: the operator's commands (migrate, seed-demo, create-admin …).
import { run } from './run.mjs';

process.exitCode = await run('console', process.argv.slice(2));
