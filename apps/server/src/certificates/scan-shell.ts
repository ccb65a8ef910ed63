import { createPublicKey } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { SigningKeys } from '#libs/certificates';
import type { Language } from '#libs/kernel';
import { Translator } from '#libs/platform';
import { scanModules } from '../web/assets.js';
import { OfflineShell, type ShellFile } from '../web/offline-shell.js';
import { PageRenderer } from '../web/page-renderer.js';

/** Besides the page's own words. */
const words = ['layout.language', 'layout.productLatin', 'certificates.field'];

const library = 'qr/decode.js';

/** The page that reads certificates without a network. It carries the keys it checks with. */
@Injectable()
export class ScanShell {
  private made: { keys: string; shell: OfflineShell } | null = null;

  constructor(
    private readonly renderer: PageRenderer,
    private readonly translator: Translator,
    private readonly signing: SigningKeys,
  ) {}

  /** A new key makes a new version of the page. */
  async file(name: string, language: Language): Promise<ShellFile | null> {
    const published = await this.signing.published();
    const keys = JSON.stringify(
      published
        .filter(({ purpose }) => purpose === 'statement')
        .map(({ keyId, publicPem }) => publicKey(keyId, publicPem)),
    );
    if (this.made?.keys !== keys) this.made = { keys, shell: this.shellWith(keys) };
    return this.made.shell.file(name, language);
  }

  private shellWith(keys: string): OfflineShell {
    return new OfflineShell(this.renderer, this.translator, {
      name: 'scan',
      path: '/verify/scan',
      scope: '/verify',
      template: 'verify/scan',
      data: { keys, library: this.renderer.assets.url(library) },
      modules: scanModules,
      style: 'scan.css',
      later: ['qr/index.js', library],
      words,
    });
  }
}

const publicKey = (kid: string, pem: string) => ({ kid, x: createPublicKey(pem).export({ format: 'jwk' }).x });
