// `npm run bench`: every figure beside its yardstick in the same run, on both databases. Ratios are what counts:
// machines differ, and so does one from hour to hour. `npm run bench -- certificates issuing` runs those two alone.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from './build.mjs';
import { endWithParent, install, onPinnedNode, root } from './install.mjs';
import { privateMariadb, programPath } from './mariadb.mjs';

// As a server of one's own has: what a million rows take fits into memory.
const roomy = ['--innodb-buffer-pool-size=1G', '--innodb-log-file-size=512M'];

endWithParent();
install();
const programme = [join(root, 'dist/test/bench/main.js'), ...process.argv.slice(2)];
const temporary = mkdtempSync(join(tmpdir(), 'mittaphap-bench-'));
if (await build('tests')) {
  const env = { ...process.env, NODE_ENV: 'test', TMPDIR: temporary };
  process.exitCode = await onPinnedNode(programme, { env: { ...env, TEST_ENGINE: 'sqlite' } });
  if (programPath('mariadbd', 'mysqld')) {
    const server = await privateMariadb(join(temporary, 'mariadb'), roomy);
    const onMariadb = { ...env, TEST_ENGINE: 'mariadb', TEST_MARIADB_URL: server.url };
    process.exitCode ||= await onPinnedNode(programme, { env: onMariadb });
    await server.remove();
  } else console.log('MariaDB is not installed: its figures are left out.');
} else process.exitCode = 1;
rmSync(temporary, { recursive: true, force: true, maxRetries: 3 });
