import { Refusal } from '../refusal.js';
import { type RichText, RichTextReader } from './rich-text.js';
import { parseXml } from './xml.js';

/** Texts that cells refer to by number. They may say more than fits: `mostCharacters` are kept. */
export async function readSharedStrings(
  part: AsyncIterable<Uint8Array>,
  mostCharacters: number,
): Promise<readonly RichText[]> {
  const strings: RichText[] = [];
  const reader = new RichTextReader();
  let characters = 0;
  await parseXml(part, {
    open: (name, attributes) => reader.open(name, attributes),
    text: (text) => reader.take(text),
    close: (name) => {
      if (name !== 'si') return reader.close(name);
      const string = reader.end();
      strings.push(string);
      // An empty string costs memory too.
      characters += string.text.length + 10;
      if (characters > 2 * mostCharacters) throw new Refusal('spreadsheet.too_much_text');
    },
  });
  return strings;
}
