import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { HbFont } from './hb-font.js';

/** One weight: Noto Sans for Latin and Vietnamese beside Noto Sans Lao, drawn to match it. */
export interface FontPair {
  readonly latin: HbFont;
  readonly lao: HbFont;
}

export type FontWeight = 'regular' | 'bold';
export type DocumentFonts = Readonly<Record<FontWeight, FontPair>>;

/** Files of the four fonts, for those who check what a PDF embeds. */
export const FONT_FILES = {
  regular: {
    latin: fontFile('@expo-google-fonts/noto-sans/400Regular/NotoSans_400Regular.ttf'),
    lao: fontFile('@expo-google-fonts/noto-sans-lao/400Regular/NotoSansLao_400Regular.ttf'),
  },
  bold: {
    latin: fontFile('@expo-google-fonts/noto-sans/700Bold/NotoSans_700Bold.ttf'),
    lao: fontFile('@expo-google-fonts/noto-sans-lao/700Bold/NotoSansLao_700Bold.ttf'),
  },
} as const;

let loaded: DocumentFonts | undefined;

/** The fonts of every document, parsed at first use and kept by the thread: parsing costs a dozen documents. */
export function documentFonts(): DocumentFonts {
  loaded ??= { regular: fontPair('regular'), bold: fontPair('bold') };
  return loaded;
}

function fontPair(weight: FontWeight): FontPair {
  const files = FONT_FILES[weight];
  return { latin: new HbFont(readFileSync(files.latin)), lao: new HbFont(readFileSync(files.lao)) };
}

function fontFile(specifier: string): string {
  return fileURLToPath(import.meta.resolve(specifier));
}
