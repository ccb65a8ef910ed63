import { Inject, Injectable } from '@nestjs/common';
import { publicJwk, type SigningKey, SigningKeys } from '#libs/certificates';
import type { Language } from '#libs/kernel';
import { CONFIGURATION, type Configuration, Translator } from '#libs/platform';
import { scanModules } from '../web/assets.js';
import { OfflineShell, type ShellFile } from '../web/offline-shell.js';
import { PageRenderer } from '../web/page-renderer.js';

/** Besides the page's own words. */
const words = [
  'layout.language',
  'layout.productLatin',
  'certificates.field',
  'signing-keys.development',
  'signing-keys.developmentText',
];

const library = 'qr/decode.js';

/** The page that reads certificates without a network. It carries the keys it checks with. */
@Injectable()
export class ScanShell {
  private made: { keys: string; shell: OfflineShell } | null = null;

  constructor(
    private readonly renderer: PageRenderer,
    private readonly translator: Translator,
    private readonly signing: SigningKeys,
    @Inject(CONFIGURATION) private readonly configuration: Configuration,
  ) {}

  /** A new key makes a new version of the page. */
  async file(name: string, language: Language): Promise<ShellFile | null> {
    const published = await this.signing.published();
    const keys = JSON.stringify(
      published
        .filter(({ purpose }) => purpose === 'statement')
        .map((key) => carriedKey(key, this.configuration.publicUrl)),
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

/** What a page checks with, and says of it. */
export function carriedKey(key: SigningKey, publicUrl: string) {
  const { kid, x } = publicJwk(key, publicUrl);
  return { keyId: key.keyId, kid, x: String(x), isDevelopment: key.isDevelopment };
}
