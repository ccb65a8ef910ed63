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

/**
 * Chromium without its windows: the same pages at half the cost, so it is taken where it is to be had. The program itself,
 * not the script of that name: who kills a browser would kill only the script.
 */
const light = { package: 'chromium-headless-shell', path: '/usr/lib/chromium/chromium-headless-shell' };

/** Path of one of the programs above, or undefined. A browser may be named by CHROMIUM_PATH. */
export function tool(name) {
  if (name === 'chromium' && process.env.CHROMIUM_PATH) return process.env.CHROMIUM_PATH;
  if (name === 'chromium' && existsSync(light.path)) return light.path;
  return programPath(name, ...(otherNames[name] ?? []));
}

/** Makes sure of the tools named, as far as this machine lets us, and answers those still missing. */
export function provide(names) {
  const missing = () => names.filter((name) => !tool(name));
  if (names.includes('chromium') && isDebianRoot() && isLightWanted()) installPackages([light.package]);
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

// Where another browser is installed nobody is kept waiting for a better one, but a machine that does little else is.
function isLightWanted() {
  if (process.env.CHROMIUM_PATH || existsSync(light.path)) return false;
  return !tool('chromium') || /^(1|true)$/i.test(process.env.CI ?? '');
}

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
