import { el, notice } from '../offline/drawing.js';
import { language, t } from '../offline/words.js';
import type { Obstacle } from './exchange.js';
import { offer } from './offer.js';

export interface TopView {
  obstacle: Obstacle | null | undefined;
  /** Whose rolls are kept here. */
  name: string;
  unsent: number;
  /** The phone did not keep what was said last. */
  fault: boolean;
}

/** Above everything: what somebody has to do something about. Answers what draws it; left alone while it is the same. */
export function setUpTop(top: HTMLElement, takeAllBack: () => void): (view: TopView) => void {
  return (view) => {
    const drawnAs = JSON.stringify([view, language()]);
    if (top.dataset.drawnAs === drawnAs) return;
    top.dataset.drawnAs = drawnAs;
    top.replaceChildren(
      obstacleNotice(view, takeAllBack) ?? '',
      view.fault ? notice('problem', t('roll-call.fault'), t('roll-call.faultText')) : '',
    );
  };
}

/** What keeps words from being sent, where there is something to do about it. */
function obstacleNotice({ obstacle, name, unsent: count }: TopView, takeAllBack: () => void): HTMLElement | null {
  if (obstacle !== 'signedOut' && obstacle !== 'denied') return null;
  const address = `/sign-in?next=/roll-call&lang=${language()}`;
  const signIn = el('a', { class: 'button', href: address }, t('layout.signIn'));
  const text = t(`roll-call.${obstacle}Text`, { count, name });
  const isOffered = obstacle === 'denied' && count > 0;
  const actions = isOffered
    ? offer([signIn], t('roll-call.takeBackNow'), t('roll-call.takeBack', { count }), takeAllBack)
    : el('p', {}, signIn);
  return notice('attention', t(`roll-call.${obstacle}`), text, actions);
}
