// `npm run console -- <command>`: the operator's commands (migrate, seed-demo, create-admin …).
import { become, prepare } from './run.mjs';

if (await prepare('console')) await become('console', process.argv.slice(2));
else process.exitCode = 1;
