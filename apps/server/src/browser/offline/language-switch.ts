import { isLanguage, type Language, speak, t } from './words.js';

/** The links of the three languages, which change the page where it stands and are remembered on this phone. */

const bar = document.querySelector<HTMLElement>('.lang-switch')!;
/** Key of the words that name the page. */
let pageTitle = '';
const links = bar.querySelectorAll<HTMLAnchorElement>('a');

/** Begins in the language asked for by `?lang=`, else the one chosen here before, else the page's own. */
export function setUpLanguages(title: string, changed: () => void): void {
  pageTitle = title;
  const asked = new URLSearchParams(location.search).get('lang');
  if (asked) history.replaceState(null, '', location.pathname + location.hash);
  choose([asked, remembered(), document.documentElement.lang].find(isLanguage) ?? 'en');
  for (const link of links)
    link.addEventListener('click', (event) => {
      event.preventDefault();
      choose(link.hreflang as Language);
      changed();
    });
}

function choose(chosen: Language): void {
  speak(chosen);
  remember(chosen);
  document.documentElement.lang = chosen;
  document.title = `${t(pageTitle)} · ${t('layout.productLatin')}`;
  bar.ariaLabel = t('layout.language');
  for (const link of links) {
    if (link.hreflang === chosen) link.setAttribute('aria-current', 'true');
    else link.removeAttribute('aria-current');
  }
  document.querySelector('[data-title]')!.textContent = t(pageTitle);
}

function remembered(): string | null {
  try {
    return localStorage.getItem('lang');
  } catch {
    return null;
  }
}

function remember(chosen: Language): void {
  try {
    localStorage.setItem('lang', chosen);
  } catch {
    // The choice is then good for this once.
  }
}
