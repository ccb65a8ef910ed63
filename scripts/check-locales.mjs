// The three languages say the same things: same files, same keys, same placeholders, nothing empty, nothing left in English.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const folder = resolve(process.argv[2] ?? '.', 'locales');
const languages = ['en', 'lo', 'vi'];
const problems = [];

// Lao and Vietnamese have one plural form, English two: i18next's suffixes are not part of the key.
const withoutPlural = (key) => key.replace(/_(zero|one|two|few|many|other)$/, '');

if (existsSync(folder)) {
  const texts = Object.fromEntries(languages.map((language) => [language, read(language)]));
  const keys = new Set(languages.flatMap((language) => [...texts[language].keys()]));
  for (const key of [...keys].sort()) {
    for (const language of languages) {
      const values = texts[language].get(key);
      if (!values) problems.push(`${language}: ${key} is missing`);
      else checkText(language, key, values, texts.en.get(key) ?? []);
    }
  }
}

for (const problem of problems) console.log(problem);
if (problems.length > 0) process.exitCode = 1;

function checkText(language, key, values, english) {
  for (const value of values) {
    if (typeof value !== 'string') problems.push(`${language}: ${key} is ${JSON.stringify(value)}, not a text`);
    else if (value.trim() === '') problems.push(`${language}: ${key} is empty`);
    else if (value !== value.normalize('NFC')) problems.push(`${language}: ${key} is not in Unicode form NFC`);
    else if (language !== 'en' && english.includes(value) && isTwoEnglishWords(value) && !isNamedAfterLanguage(key)) {
      problems.push(`${language}: ${key} is still English: ${value}`);
    }
  }
  const [own, theirs] = [placeholders(values), placeholders(english)];
  if (language !== 'en' && english.length > 0 && own !== theirs) {
    problems.push(`${language}: ${key} has placeholders [${own}], English [${theirs}]`);
  }
}

// `titleEnglish` is what stands on the page in English whatever the reader's language.
function isNamedAfterLanguage(key) {
  return /(English|Vietnamese|Lao)$/.test(key);
}

// Names, addresses, file types and codes are the same in every language; two ordinary words in a row are a sentence.
function isTwoEnglishWords(value) {
  const plain = value
    .replace(/\{\{.*?\}\}/g, ' ')
    .replace(/<[^>]*>/g, ' ')
    .replace(/\S*[@/:]\S*/g, ' ');
  return /\b[A-Za-z]*[a-z]{2,}\s+[a-z]{2,}\b/.test(plain);
}

function placeholders(values) {
  const names = values
    .filter((value) => typeof value === 'string')
    .flatMap((value) => value.match(/\{\{.*?\}\}/g) ?? []);
  return [...new Set(names.map((name) => name.replace(/[{}\s-]/g, '').split(',')[0]))].sort().join(', ');
}

/** `nominations.json › state.draft` → its texts, several where the language has plural forms. */
function read(language) {
  const found = new Map();
  const directory = join(folder, language);
  for (const file of existsSync(directory) ? readdirSync(directory).sort() : []) {
    if (!file.endsWith('.json')) continue;
    try {
      collect(JSON.parse(readFileSync(join(directory, file), 'utf8')), `${file} ›`, found);
    } catch (error) {
      problems.push(`${language}/${file}: ${error.message}`);
    }
  }
  return found;
}

function collect(value, path, found) {
  if (value === null || typeof value !== 'object') {
    const key = withoutPlural(path);
    found.set(key, [...(found.get(key) ?? []), value]);
    return;
  }
  for (const [key, inner] of Object.entries(value))
    collect(inner, `${path}${path.endsWith('›') ? ' ' : '.'}${key}`, found);
}
