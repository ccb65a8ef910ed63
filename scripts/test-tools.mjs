// Programs that tests use beside Node: found, installed from Debian's packages where that is possible, or named as missing.
import { spawnSync } from 'node:child_process';
import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { programPath } from './mariadb.mjs';

const packageOf = {
  mariadbd: 'mariadb-server',
  'mariadb-install-db': 'mariadb-server',
  pdftotext: 'poppler-utils',
  mutool: 'mupdf-tools',
  qpdf: 'qpdf',
  'hb-shape': 'libharfbuzz-bin',
  zbarimg: 'zbar-tools',
  openssl: 'openssl',
  chromium: 'chromium',
};

const otherNames = {
  mariadbd: ['mysqld'],
  'mariadb-install-db': ['mysql_install_db'],
  chromium: ['chromium-browser', 'google-chrome', 'google-chrome-stable'],
};

/** Path of one of the programs above, or undefined. A browser may be named by CHROMIUM_PATH. */
export function tool(name) {
  if (name === 'chromium' && process.env.CHROMIUM_PATH) return process.env.CHROMIUM_PATH;
  return programPath(name, ...(otherNames[name] ?? []));
}

/** Makes sure of the tools named, as far as this machine lets us, and answers those still missing. */
export function provide(names) {
  const missing = () => names.filter((name) => !tool(name));
  if (missing().length === 0) return [];
  if (isDebianRoot()) installPackages([...new Set(missing().map((name) => packageOf[name]))]);
  const absent = missing();
  if (absent.length > 0) {
    const packages = [...new Set(absent.map((name) => packageOf[name]))].join(' ');
    console.log(
      `Not installed: ${absent.join(', ')}. What needs them is left out; on Debian: apt-get install ${packages}`,
    );
  }
  return absent;
}

const isDebianRoot = () =>
  process.getuid?.() === 0 && existsSync('/etc/debian_version') && Boolean(programPath('apt-get'));

function installPackages(packages) {
  console.log(`Installing Debian packages: ${packages.join(' ')} …`);
  // A database server would start itself on its usual port when installed. Debian asks this file first; 101 forbids.
  const policy = '/usr/sbin/policy-rc.d';
  const isOurs = !existsSync(policy);
  if (isOurs) writeFileSync(policy, '#!/bin/sh\nexit 101\n', { mode: 0o755 });
  try {
    for (const args of [['update'], ['install', '-y', '--no-install-recommends', ...packages]]) {
      const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
      const done = spawnSync('apt-get', ['-q', ...args], { env, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
      // A failed update may still leave lists that are good enough to install from.
      if (done.status !== 0) console.log(`apt-get ${args[0]} failed:\n${`${done.stdout}${done.stderr}`.slice(-2000)}`);
    }
  } finally {
    if (isOurs) rmSync(policy, { force: true });
  }
}
