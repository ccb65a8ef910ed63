// A private MariaDB server: own data directory, free port, gone without trace when its owner is gone.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { delimiter, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** Path of a program, looked for where Debian keeps its servers too; undefined when it is not installed. */
export function programPath(...names) {
  const folders = [...(process.env.PATH ?? '').split(delimiter), '/usr/sbin', '/usr/local/sbin', '/usr/bin'];
  for (const name of names) {
    for (const folder of folders) {
      const path = join(folder, name);
      if (folder && existsSync(path)) return path;
    }
  }
  return undefined;
}

/** What the server of docker-compose.yml is told too; nothing is read from this machine's own configuration. */
export const settings = [
  '--character-set-server=utf8mb4',
  '--collation-server=utf8mb4_uca1400_as_ci',
  '--default-time-zone=+00:00',
  '--sql-mode=STRICT_TRANS_TABLES,ERROR_FOR_DIVISION_BY_ZERO,NO_ZERO_DATE,NO_ZERO_IN_DATE,NO_ENGINE_SUBSTITUTION',
  '--innodb-buffer-pool-size=128M',
  '--innodb-flush-log-at-trx-commit=1',
  '--skip-log-bin',
];

// The shell between us and the server waits on a pipe from us: when it closes, however we ended, the server is stopped.
const keeper = '"$@" & server=$!; echo $server; read -r _; kill $server 2>/dev/null; wait $server';

/**
 * Creates a server under `directory` (new, absolute, short: it holds a socket) and starts it; about two seconds.
 * `url` names a user that may create, use and drop databases called `app…`: mysql://app:app@127.0.0.1:PORT.
 * `more` are arguments for the server that take the place of its settings.
 */
export async function privateMariadb(directory, more = []) {
  const data = join(directory, 'data');
  const log = join(directory, 'server.log');
  const asRoot = process.getuid?.() === 0 ? ['--user=root'] : [];
  mkdirSync(directory, { recursive: true });
  writeFileSync(
    join(directory, 'users.sql'),
    "CREATE USER IF NOT EXISTS 'app'@'127.0.0.1' IDENTIFIED BY 'app';\nGRANT ALL ON `app%`.* TO 'app'@'127.0.0.1';\n",
  );
  await initialise(data, log, asRoot);

  const port = await freePort();
  let owner;
  let server;

  async function start() {
    const args = [
      '--no-defaults',
      ...asRoot,
      `--datadir=${data}`,
      `--socket=${join(directory, 's.sock')}`,
      `--port=${port}`,
      '--bind-address=127.0.0.1',
      `--pid-file=${join(directory, 'pid')}`,
      `--init-file=${join(directory, 'users.sql')}`,
      ...settings,
      ...more,
    ];
    const command = ['-c', `(${keeper}) 2>>"$0"`, log, programPath('mariadbd', 'mysqld'), ...args];
    // Its own process group: Ctrl-C is for us, and we then end it in good order.
    owner = spawn('sh', command, { stdio: ['pipe', 'pipe', 'ignore'], detached: true });
    owner.stdin.on('error', () => {});
    server = Number(await new Promise((resolve) => owner.stdout.once('data', resolve)));
    owner.stdout.resume();
    for (let patience = 300; !(await greets(port)); patience--) {
      if (patience === 0 || !isAlive(server)) throw new Error(`MariaDB did not start:\n${lastLines(log)}`);
      await sleep(100);
    }
  }

  // Stopped in good order, or as by a power cut.
  async function end(signal) {
    if (!owner || owner.exitCode !== null) return;
    const ended = new Promise((resolve) => owner.once('exit', resolve));
    if (signal === 'SIGKILL' && isAlive(server)) process.kill(server, 'SIGKILL');
    owner.stdin.end();
    await ended;
  }

  await start();
  return {
    url: `mysql://app:app@127.0.0.1:${port}`,
    start,
    stop: () => end('SIGTERM'),
    kill: () => end('SIGKILL'),
    /** Stops the server and removes its directory. */
    async remove() {
      await end('SIGKILL');
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

async function initialise(data, log, asRoot) {
  const program = programPath('mariadb-install-db', 'mysql_install_db');
  if (!program) throw new Error('MariaDB is not installed: mariadb-install-db is missing.');
  const args = [
    '--no-defaults',
    ...asRoot,
    `--datadir=${data}`,
    '--auth-root-authentication-method=normal',
    '--skip-test-db',
  ];
  const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (text) => {
      output += text;
    });
  }
  const code = await new Promise((resolve) => child.once('close', resolve).once('error', () => resolve(1)));
  writeFileSync(log, '');
  if (code !== 0) throw new Error(`mariadb-install-db failed:\n${output.slice(-2000)}`);
}

function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

// A server that takes connections speaks first.
function greets(port) {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    const answer = (isUp) => {
      socket.destroy();
      resolve(isUp);
    };
    socket.once('data', () => answer(true));
    socket.once('error', () => answer(false));
    socket.setTimeout(2000, () => answer(false));
  });
}

function isAlive(pid) {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

function lastLines(path) {
  return readFileSync(path, 'utf8').split('\n').slice(-20).join('\n');
}

/** Version as the server's program tells it, for the record at the top of a test run. */
export function mariadbVersion() {
  const program = programPath('mariadbd', 'mysqld');
  return program && /\d+\.\d+\.\d+/.exec(String(spawnSync(program, ['--no-defaults', '--version']).stdout))?.[0];
}
