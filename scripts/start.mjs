// `npm start`: the server, from a fresh clone as well. In development an empty database is filled with demo data first.
import { become, prepare, runBeside } from './run.mjs';

if (!(await prepare('server'))) process.exitCode = 1;
else {
  const isProduction = process.env.NODE_ENV === 'production';
  const seeded = isProduction ? 0 : await runBeside('console', ['seed-demo', '--if-wanted']);
  if (seeded === 0) await become('server', process.argv.slice(2));
  else process.exitCode = seeded;
}
