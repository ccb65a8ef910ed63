import { type Browser, chromium } from 'playwright-core';

/**
 * Starts the installed Chromium, headless. `close` it in an after hook.
 * The flags keep it from talking to anyone but the server under test.
 */
export function launchChromium(): Promise<Browser> {
  return chromium.launch({
    executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
    headless: true,
    args: [
      // Chromium's sandbox refuses to run as root, which is what containers are.
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      '--disable-gpu',
      '--disable-dev-shm-usage',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}
