import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { legacyLao, legacyLaoFont } from './legacy-lao.js';

const gibberish: readonly (readonly [string, string, 'upper_half' | 'typewriter'])[] = [
  ['¦ö´²º­', 'ສົມພອນ', 'upper_half'],
  ['¡¾­£É¾', 'ການຄ້າ', 'upper_half'],
  ['¡½§¸¤º÷©¦¾¹½¡¿', 'ກະຊວງອຸດສາຫະກຳ', 'upper_half'],
  ['¸¼¤¥ñ­ Phone', 'ວຽງຈັນ before Latin', 'upper_half'],
  ['¦¾ê¾ì½­½ìñ© ¯½§¾êò¯½ÄªÉ', 'ສາທາລະນະລັດ ປະຊາທິປະໄຕ', 'upper_half'],
  ['lq,lad', 'ສົມສັກ', 'typewriter'],
  ['lkmk]tot]af xt-kmyxtw8', 'ສາທາລະນະລັດ ປະຊາທິປະໄຕ', 'typewriter'],
  ['[5o,u', 'ບຸນມີ', 'typewriter'],
  [";P'9ao", 'ວຽງຈັນ', 'typewriter'],
  ['fk]k', 'ດາລາ', 'typewriter'],
  ['ra]qo dkodhk', 'ພັລົນ ການກ້າ', 'typewriter'],
  ["dt-;'v5flkstde", 'ກະຊວງອຸດສາຫະກຳ', 'typewriter'],
];

// biome-ignore format: a list of words
const ordinary = [
  'Đặng Thị Ánh', 'Côn Đảo', 'Phetsamone', 'Nguyễn Văn An', 'Trường Đại học Công Thương', 'Lò Thị Ủ', 'ÂU CƠ',
  'Khamphone SOUKSAVANH', 'phet', 'keo', 'ny', 'my dung', 'Ly Tong', "N'Guyen", "O'Brien", "l'école", "d'ici là", 'où ça', 'naïve façade',
  'Œuvre déjà vue', '«Hà Nội»', '« oui »', '25 °C', '½', '¾ giờ', '10 m²', '§ 12', '© 2026', '£5', '±2', '100 µm', 'No 5', 'nº 12', '1º',
  '020 5555 1234', '+856 20 5555 1234', '0987654321', '1.23E+15', '05/03/1990', '5-3-1990', 'P1234567', '7b', '12a', '3rd', '2nd', '4x6',
  'LA-VT', 'k8s', 'a1b2c3d4', 'x=y', 'km/h', 'go, do', 'yes; no', 'and/or', 'co-op', 'e.g.', 'i.e.', "don't", 'x-ray', 'cv', 'html', 'pdf', 'xlsx',
  'somphone@example.gov.la', 'https://example.org/a', '[no', '[use]', "'new'", '95,695', 'c02b05f', 'n/a', '-', '--', '...', '???', '', ' ', 'VIOIT', 'IICE', 'BTV', 'Mr', 'Mrs', 'Dr. phil.',
  'ສົມພອນ', 'ກະຊວງອຸດສາຫະກຳ ແລະ ການຄ້າ', 'ທ່ານ ສົມພອນ (Somphone)', '北京', 'Müller, Jürgen', 'São Paulo', 'Ærø', 'Šibenik',
];

describe('a text typed for a legacy Lao font', () => {
  for (const [typed, meant, how] of gibberish) it(`is recognised: ${meant}`, () => assert.equal(legacyLao(typed), how));

  it('is still recognised when its soft hyphens are gone', () => {
    assert.equal(legacyLao('¦ö´²º­'.replaceAll('\u00AD', '')), 'upper_half');
  });

  it('is still recognised when its bytes were read as Vietnamese', () => {
    const bytes = Uint8Array.from([...'¦ö´²ºß ¦¾ê¾ì½ß½ìñ©'].map((character) => character.charCodeAt(0)));
    assert.equal(legacyLao(new TextDecoder('windows-1258').decode(bytes).normalize('NFC')), 'upper_half');
  });
});

describe('a text without end', () => {
  it('does not take its time', () => {
    const began = process.cpuUsage();
    for (const syllables of ['v;ov', 'd;k', 'gd;']) legacyLao(`${syllables.repeat(5000)}!`);
    for (const syllables of ['v;ov', 'd;k', 'gd;']) legacyLao(`${syllables.repeat(40)}! `.repeat(100));
    legacyLao('º¸'.repeat(15_000));
    assert.ok(process.cpuUsage(began).user < 1_000_000);
  });
});

describe('an ordinary text', () => {
  for (const text of ordinary) it(`is left alone: ${text}`, () => assert.equal(legacyLao(text), null));

  it('is left alone in all that this programme says in three languages, text by text and word by word', () => {
    const flagged = locales()
      .flatMap((text) => [text, ...text.split(/\s+/)])
      .filter((text) => legacyLao(text) !== null);
    assert.deepEqual(flagged, []);
  });
});

describe('the name of a font', () => {
  for (const name of ['Saysettha Lao', 'saysettha_lao', 'Chanthabouli Lao', 'LSWin']) {
    it(`tells Lao in the upper half: ${name}`, () => assert.equal(legacyLaoFont(name), 'upper_half'));
  }
  for (const name of [
    'alice_0',
    'Alice5',
    'Alice 4',
    'Lao 2000',
    'Saysettha 2000',
    'Saysettha 95',
    'Saysettha LS',
    'SengChanh US',
    'Xayawath',
  ]) {
    it(`tells Lao on the keys: ${name}`, () => assert.equal(legacyLaoFont(name), 'typewriter'));
  }
  // biome-ignore format: a list of names
  for (const name of ['Saysettha OT', 'Saysettha Unicode', 'Alice', 'Phetsarath OT', 'Noto Sans Lao', 'Lao UI', 'DokChampa', 'Times New Roman', 'Calibri', '']) {
    it(`tells nothing: ${name}`, () => assert.equal(legacyLaoFont(name), null));
  }
});

function locales(): string[] {
  const folder = new URL('../../../../locales/', import.meta.url);
  const texts: string[] = [];
  const collect = (value: unknown): void => {
    if (typeof value === 'string') texts.push(value);
    else Object.values(value as object).forEach(collect);
  };
  for (const language of ['lo', 'vi', 'en']) {
    for (const file of readdirSync(new URL(`${language}/`, folder))) {
      collect(JSON.parse(readFileSync(new URL(`${language}/${file}`, folder), 'utf8')));
    }
  }
  assert.ok(texts.length > 1000);
  return texts;
}
