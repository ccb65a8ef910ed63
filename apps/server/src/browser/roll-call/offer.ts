import { button, el } from '../offline/drawing.js';
import { t } from '../offline/words.js';

/** What cannot be undone is asked once more, in the place of the buttons that offered it. */
export function offer(buttons: readonly HTMLElement[], question: string, words: string, act: () => void): HTMLElement {
  const box = el('div', { class: 'actions' });
  const offered = [...buttons, button('secondary', words, ask)];
  function ask(): void {
    const sure = button('danger', words, act);
    const keep = button('secondary', t('roll-call.keep'), () => box.replaceChildren(...offered));
    box.replaceChildren(el('span', {}, question), sure, keep);
    sure.focus();
  }
  box.append(...offered);
  return box;
}
