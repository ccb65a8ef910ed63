import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Browser, chromium, type Page } from 'playwright-core';
import { chromiumFlags, chromiumPath } from './chromium.js';

/** A browser with a profile on the disk that can be killed like one whose battery is empty, and started again. */
export class Phone {
  private readonly profile = mkdtempSync(join(tmpdir(), 'phone-'));
  private process: ChildProcess | null = null;
  private browser: Browser | null = null;

  async start(): Promise<Page> {
    const portFile = join(this.profile, 'DevToolsActivePort');
    rmSync(portFile, { force: true });
    const own = [`--user-data-dir=${this.profile}`, '--remote-debugging-port=0', '--headless=new', 'about:blank'];
    this.process = spawn(chromiumPath, [...chromiumFlags, ...own], { stdio: 'ignore' });
    const port = await portIn(portFile);
    this.browser = await chromium.connectOverCDP(`http://127.0.0.1:${port}`);
    return this.browser.contexts()[0].newPage();
  }

  /** At once and without a word. */
  async kill(): Promise<void> {
    if (!this.process) return;
    const gone = once(this.process, 'exit');
    this.process.kill('SIGKILL');
    await gone;
    this.process = null;
    await this.browser?.close().catch(() => undefined);
  }

  async throwAway(): Promise<void> {
    await this.kill();
    rmSync(this.profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }
}

async function portIn(file: string): Promise<string> {
  for (let tries = 0; tries < 300; tries += 1) {
    try {
      const [port] = readFileSync(file, 'utf8').split('\n');
      if (port) return port;
    } catch {
      // Not there yet.
    }
    await sleep(50);
  }
  throw new Error('The browser did not start');
}
