// `npm start`: the server, from a fresh clone as well.
import { run } from './run.mjs';

await run('server', process.argv.slice(2));
