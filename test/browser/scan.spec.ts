import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, afterEach, before, beforeEach, describe, it } from 'node:test';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { encodeQR } from 'qr';
import { Outbox } from '#libs/platform';
import { aDecision, aHeldRun } from '../support/a-held-run.js';
import { startApp, type TestApp } from '../support/app.js';
import { chromiumFlags, chromiumPath, launchChromium } from '../support/chromium.js';
import { Line } from '../support/line.js';
import { qrTexts } from '../support/pdf-tools.js';
import { readByPage, statementKeys, withdraw } from '../support/scan.js';
import { lacks } from '../support/tools.js';
import { Inspection } from './steps/inspection.js';

const holder = 'ທ້າວ ບຸນມີ ສີສະຫວັດ';

/** A page of paper as a photo shows it. */
function photoOf(pdf: Buffer): Buffer {
  const folder = mkdtempSync(join(tmpdir(), 'photo-'));
  try {
    writeFileSync(join(folder, 'paper.pdf'), pdf);
    execFileSync('pdftoppm', ['-r', '300', '-png', '-singlefile', join(folder, 'paper.pdf'), join(folder, 'photo')]);
    return readFileSync(join(folder, 'photo.png'));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** A film in which a QR code is held before the camera (YUV4MPEG2, grey). */
function filmOf(text: string): Buffer {
  const [width, height, scale] = [1280, 720, 6];
  const code = encodeQR(text, 'raw', { ecc: 'medium', border: 4 });
  const luma = Buffer.alloc(width * height, 255);
  const [left, top] = [width, height].map((side) => Math.floor((side - code.length * scale) / 2)) as [number, number];
  for (let y = 0; y < code.length * scale; y += 1)
    for (let x = 0; x < code.length * scale; x += 1)
      if (code[Math.floor(y / scale)]![Math.floor(x / scale)]) luma[(top + y) * width + left + x] = 0;
  const frame = Buffer.concat([Buffer.from('FRAME\n'), luma, Buffer.alloc((width * height) / 2, 128)]);
  return Buffer.concat([
    Buffer.from(`YUV4MPEG2 W${width} H${height} F10:1 Ip A1:1 C420jpeg\n`),
    ...Array(10).fill(frame),
  ]);
}

describe('a certificate without a network', () => {
  let app: TestApp;
  let line: Line;
  let browser: Browser;
  let documents: Buffer[];
  let addresses: string[];
  let codes: string[];
  const contexts: BrowserContext[] = [];

  before(async () => {
    app = await startApp();
    const held = await aHeldRun(app, [{ fullName: holder, fullNameLatin: 'Bounmy SISAVATH' }, 'ນາງ ຄຳຫຼ້າ']);
    const vn = await app.as('vn_coordinator');
    const chair = await app.as('vn_co_chair');
    const prepared = await vn.post(`/api/v1/runs/${held.run.id}/certificate-batches`, aDecision(held.enrolments));
    await chair.post(`/api/v1/certificate-batches/${prepared.body.id}/approval`);
    await app.get(Outbox).deliver();
    const { body } = await vn.get('/api/v1/certificates?sort=registerNumber');
    const ids: string[] = body.items.map(({ id }: { id: string }) => id);
    documents = [];
    addresses = [];
    codes = [];
    for (const id of ids) {
      const certificate = await vn.get(`/api/v1/certificates/${id}`);
      addresses.push(certificate.body.verificationUrl);
      codes.push(certificate.body.code);
      documents.push((await vn.get(`/api/v1/certificates/${id}/document.pdf`)).raw);
    }
    await app.nest.listen(0, '127.0.0.1');
    line = await Line.to((app.nest.getHttpServer().address() as AddressInfo).port);
    browser = await launchChromium();
  });
  after(async () => {
    await browser?.close();
    await line?.close();
    await app?.close();
  });
  // The device goes by a clock of its own.
  beforeEach(() => app.clock.set(new Date().toISOString()));
  afterEach(async () => {
    line.mend();
    for (const context of contexts.splice(0)) await context.close();
  });

  const link = (page: Page, state: string) => page.locator(`#kept[data-link=${state}]`).waitFor();
  /** A device on which the page was opened once. */
  const device = async (language = 'en', on = browser): Promise<Page> => {
    const context = await on.newContext({ locale: language, permissions: ['camera'] });
    contexts.push(context);
    const page = await context.newPage();
    page.setDefaultTimeout(20_000);
    await page.goto(`${line.address}/verify/scan?lang=${language}`);
    await link(page, 'online');
    await page.locator('#kept[data-page=kept]').waitFor();
    return page;
  };
  const type = async (page: Page, text: string) => {
    await page.fill('#text', text);
    await page.getByRole('button', { name: 'Check' }).click();
  };
  const verdict = (page: Page, name: string) => page.locator(`#result[data-verdict=${name}]`).waitFor();
  const opened = (index: number) =>
    line.address + new URL(addresses[index]!).pathname + new URL(addresses[index]!).hash;

  it('is genuine, read from a photo of the paper', { skip: lacks('pdftoppm') }, async () => {
    const page = await device();
    await page.getByRole('button', { name: 'Keep the reader too' }).click();
    await page.getByRole('button', { name: 'Keep the reader too' }).waitFor({ state: 'hidden' });
    line.cut();
    await page.reload();
    await link(page, 'offline');
    await page.setInputFiles('#photo', { name: 'photo.png', mimeType: 'image/png', buffer: photoOf(documents[0]!) });
    await verdict(page, 'genuine');
    const development = 'Development key: no legal effect';
    for (const words of [
      'Genuine',
      'Chứng chỉ thật',
      'ໃບຢັ້ງຢືນແທ້',
      development,
      holder,
      'Bounmy SISAVATH',
      '25 Mar 2026',
    ])
      await page.locator('#result').getByText(words, { exact: false }).first().waitFor();
    assert.match((await page.locator('#result .verdict').textContent())!, /\((0|1) minutes? ago\)/);
  });

  it('is genuine, held before the camera', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'film-'));
    const film = join(folder, 'film.y4m');
    writeFileSync(film, filmOf(addresses[0]!));
    const flags = [
      '--use-fake-ui-for-media-stream',
      '--use-fake-device-for-media-stream',
      `--use-file-for-fake-video-capture=${film}`,
    ];
    const filming = await chromium.launch({
      executablePath: chromiumPath,
      headless: true,
      args: [...chromiumFlags, ...flags],
    });
    try {
      const page = await device('en', filming);
      await page.getByRole('button', { name: 'Scan with the camera' }).click();
      await verdict(page, 'genuine');
      assert.equal(await page.locator('video').isVisible(), false);
      // What was needed once is kept.
      line.cut();
      await page.reload();
      await page.getByRole('button', { name: 'Scan with the camera' }).click();
      await verdict(page, 'genuine');
      await page.close();
    } finally {
      await filming.close();
      contexts.length = 0;
      rmSync(folder, { recursive: true });
    }
  });

  it('is opened by any camera app at its own address, in the language remembered', async () => {
    const page = await device('lo');
    line.cut();
    await page.goto(opened(0));
    await verdict(page, 'genuine');
    await page.locator('#result').getByText('ໃບຢັ້ງຢືນແທ້').first().waitFor();
    line.mend();
    // With a network the server is asked, as ever.
    await page.reload();
    await page.getByRole('heading', { level: 1, name: holder }).waitFor();
  });

  it('is refused when anything in it was altered', async () => {
    const page = await device();
    line.cut();
    const [front, statement] = addresses[0]!.split('#') as [string, string];
    const bytes = Buffer.from(statement, 'base64url');
    bytes[20]! ^= 1;
    for (const forged of [
      `${front}#${bytes.toString('base64url')}`,
      `${front}#AAAA`,
      addresses[0]!.replace(codes[0]!, codes[1]!),
    ]) {
      await type(page, forged);
      await verdict(page, 'altered');
      assert.equal(await page.getByText('Bounmy').count(), 0);
      await type(page, 'something else');
      await verdict(page, 'noCode');
    }
    await type(page, codes[0]!);
    await verdict(page, 'noStatement');
  });

  it('is revoked once the list was fetched after its revocation', async () => {
    const page = await device();
    line.cut();
    await page.goto(opened(1));
    await verdict(page, 'genuine');
    await withdraw(app, codes[1]!, 'revoked');
    await page.reload();
    await verdict(page, 'genuine');
    line.mend();
    await page.goto(`${line.address}/verify/scan`);
    await link(page, 'online');
    line.cut();
    await page.goto(opened(1));
    await verdict(page, 'revoked');
    await page.goto(opened(0));
    await verdict(page, 'genuine');
    // The code alone tells it too.
    await type(page, codes[1]!);
    await verdict(page, 'revoked');
  });

  it('is doubted when the list is old, none, or not ours', async () => {
    const page = await device();
    line.cut();
    await page.clock.setFixedTime(Date.now() + 31 * 86_400_000);
    await page.goto(opened(0));
    await verdict(page, 'oldList');
    await page.locator('#result').getByText('31 days ago', { exact: false }).waitFor();
    await page.evaluate(
      `localStorage.setItem('verify revocations', localStorage.getItem('verify revocations').slice(0, -9) + 'AAAAAAAAA')`,
    );
    await page.reload();
    await verdict(page, 'noList');
  });

  it('is doubted when the list is of a day to come, until a right one is fetched', async () => {
    const page = await device();
    line.cut();
    await page.clock.setFixedTime(Date.now() - 2 * 86_400_000);
    await page.goto(opened(0));
    await verdict(page, 'wrongClock');
    await page.locator('#result').getByText('later than the clock of this device').first().waitFor();
    // The server's clock was wrong once.
    await page.clock.setFixedTime(Date.now());
    app.clock.set(new Date(Date.now() + 400 * 86_400_000).toISOString());
    line.mend();
    await page.goto(`${line.address}/verify/scan`);
    await link(page, 'online');
    await type(page, addresses[0]!);
    await verdict(page, 'wrongClock');
    app.clock.set(new Date().toISOString());
    await page.getByRole('button', { name: 'Fetch the list anew' }).click();
    await verdict(page, 'genuine');
  });

  it('is not judged by a browser that cannot check', async () => {
    const context = await browser.newContext({ locale: 'en' });
    contexts.push(context);
    await context.addInitScript(`SubtleCrypto.prototype.generateKey = () => Promise.reject(new Error('No Ed25519'))`);
    const page = await context.newPage();
    await page.goto(`${line.address}/verify/scan`);
    await page.getByText('This browser cannot check signatures').waitFor();
    assert.equal(await page.getByRole('button', { name: 'Scan with the camera' }).count(), 0);
  });

  it('is shown on a page for everybody, in three languages', async () => {
    for (const language of ['lo', 'vi'] as const) {
      const inspection = new Inspection(browser, line.address, language);
      const page = await device(language);
      const look = async () => {
        // What is looked at afterwards is the page as it stands.
        await page.evaluate(`document.querySelector('script[type=module]')?.remove()`);
        await inspection.note(page, 'anybody');
      };
      await look();
      line.cut();
      for (const index of [0, 1]) {
        await page.goto(opened(index));
        await page.locator('#result').waitFor();
        await link(page, 'offline');
        await look();
      }
      line.mend();
      assert.deepEqual(await inspection.findings(), []);
    }
  });

  it('says the same to another program that reads the paper', { skip: lacks('zbarimg', 'pdftoppm') }, async () => {
    const keys = await statementKeys(app);
    for (const [index, pdf] of documents.entries()) {
      const [text] = qrTexts(pdf);
      assert.equal(text, addresses[index]);
      assert.equal((await readByPage(text!, keys))?.verdict, 'signed');
    }
  });
});
