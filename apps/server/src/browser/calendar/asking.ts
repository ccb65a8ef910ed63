import type { Clash } from './exchange.js';
import { element } from './page.js';

/** The dialogs of the page: what speaks against something, in red, before it is saved. */

const part = <Kind extends HTMLElement>(of: HTMLElement, name: string): Kind =>
  of.querySelector<Kind>(`[data-${name}]`)!;

/** Shows clashes, and the field for a reason where that is all it takes. */
export function showClashes(dialog: HTMLElement, clashes: readonly Clash[]): void {
  part(dialog, 'clashes').replaceChildren(
    ...clashes.map(({ level, message }) => element('li', { text: message, className: level })),
  );
  const isPassable = clashes.length > 0 && clashes.every(({ level }) => level === 'warning');
  part(dialog, 'reason').hidden = !isPassable;
  part<HTMLTextAreaElement>(dialog, 'reason-field').required = isPassable;
}

/** The reason for which it is done all the same, or null: it is not. */
export function askWhy(dialog: HTMLDialogElement, what: string, clashes: readonly Clash[]): Promise<string | null> {
  const reason = part<HTMLTextAreaElement>(dialog, 'reason-field');
  reason.value = '';
  part(dialog, 'what').textContent = what;
  showClashes(dialog, clashes);
  part(dialog, 'keep').hidden = part(dialog, 'reason').hidden;
  dialog.returnValue = 'back';
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.addEventListener('close', () => resolve(dialog.returnValue === 'keep' ? reason.value.trim() : null), {
      once: true,
    });
  });
}
