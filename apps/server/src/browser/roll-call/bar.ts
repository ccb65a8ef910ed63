import { button, el, icon } from '../offline/drawing.js';
import { t } from '../offline/words.js';
import type { Obstacle } from './exchange.js';

export interface BarView {
  unsent: number;
  /** Undefined before the server was first asked; null when nothing is in the way. */
  obstacle: Obstacle | null | undefined;
  isBusy: boolean;
  /** How many on the open roll have no mark, and how many are on it. */
  unmarked: { count: number; total: number } | null;
}

/**
 * The bar that is always in sight: how much is unsent, whether there is a network, the button that sends, and on a roll
 * the one for everybody else. Answers what draws it; its buttons stay the same, so that none loses the focus.
 */
export function setUpBar(bar: HTMLElement, marksRest: () => void, goes: () => void): (view: BarView) => void {
  const state = el('p', { role: 'status' });
  const rest = button('', '', marksRest);
  const go = button('secondary', '', goes);
  bar.replaceChildren(el('div', { class: 'wide' }, state, el('div', { class: 'actions' }, rest, go)));
  bar.hidden = false;
  return ({ unsent, obstacle, isBusy, unmarked }) => {
    const count = unmarked?.count ?? 0;
    if (count === 0 && document.activeElement === rest) go.focus();
    rest.hidden = count === 0;
    const isAll = count === unmarked?.total;
    fill(rest, 'check', isAll ? t('roll-call.allPresent') : t('roll-call.restPresent', { count }));
    const words = isBusy ? 'roll-call.sending' : unsent > 0 ? 'roll-call.send' : 'roll-call.refresh';
    fill(go, unsent > 0 ? 'upload' : null, t(words));
    const link = obstacle === undefined ? '' : t(`roll-call.link.${obstacle ?? 'online'}`);
    const told = `${t('roll-call.unsent', { count: unsent })} ${link}`;
    // Said aloud only when it is another thing.
    if (state.dataset.told !== told) {
      state.dataset.told = told;
      state.classList.toggle('unsent', unsent > 0);
      const sign = icon(unsent > 0 ? 'download' : 'check');
      state.replaceChildren(
        sign,
        el('strong', {}, t('roll-call.unsent', { count: unsent })),
        el('span', { class: 'sub' }, link),
      );
    }
    bar.dataset.unsent = String(unsent);
    bar.dataset.link = obstacle === undefined ? '' : (obstacle ?? 'online');
  };
}

const fill = (made: HTMLElement, sign: string | null, text: string): void =>
  made.replaceChildren(sign ? icon(sign) : '', text);
