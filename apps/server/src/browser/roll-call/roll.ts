import { badge, el, icon, localised, named, notice } from '../offline/drawing.js';
import { dayOf, knows, t, timeOf } from '../offline/words.js';
import { dayName } from './day-name.js';
import { type Kept, type Line, linesOf, type Said, type Session, type Status, statuses } from './kept.js';
import { offer } from './offer.js';

/** The roll of one session: everybody present, then the exceptions. */

const looks: Readonly<Record<Status, { tone: string; sign: string }>> = {
  present: { tone: 'good', sign: 'check' },
  late: { tone: 'attention', sign: 'clock' },
  excused: { tone: 'neutral', sign: 'file' },
  absent: { tone: 'bad', sign: 'cross' },
};

export const statusBadge = (status: Status): HTMLElement =>
  badge(looks[status].tone, looks[status].sign, t(`attendance.mark.${status}`));

/** Why the server refuses, in the language of now; its own words where the page has none. */
export const reasonOf = ({ code, message }: NonNullable<Said['refusal']>): string =>
  knows(`errors.${code}`) ? t(`errors.${code}`) : message || code;

export interface RollPage {
  element: HTMLElement;
  /** Shows what is kept now without taking the finger's place away. False when the roll is another than was drawn. */
  update(kept: Kept, session: Session): boolean;
  /** How many have no mark and may be given one, and how many are on the roll. */
  unmarked(): { count: number; total: number };
  /** All of them present. */
  markRest(): void;
}

type Say = (lines: readonly Line[], status: Status) => void;

export function rollPage(kept: Kept, session: Session, now: number, say: Say, takeBack: () => void): RollPage {
  const lines = linesOf(kept, session);
  const rows = lines.map((line) => row(line, session.closedAt !== null, say));
  const figure = el('p', { class: 'muted', 'data-figure': true });
  const after = el('div');
  const drawnAs = drawnOf(lines, session);
  let current = lines;

  const update = (latest: Kept, fresh: Session): boolean => {
    current = linesOf(latest, fresh);
    if (drawnOf(current, fresh) !== drawnAs) return false;
    for (const [index, line] of current.entries()) rows[index]!.show(line);
    const marked = current.filter(({ status }) => status !== null).length;
    figure.textContent = t('attendance.markedOf', { marked, count: current.length });
    const unsent = current.filter(({ state }) => state === 'kept').length;
    if (after.dataset.drawnAs !== String(unsent)) {
      after.dataset.drawnAs = String(unsent);
      const words = t('roll-call.takeBack', { count: unsent });
      const next = unsent > 0 ? offer([], t('roll-call.takeBackNow'), words, takeBack) : closing(fresh);
      after.replaceChildren(next ?? '');
    }
    return true;
  };

  const rest = (): Line[] => (session.closedAt ? [] : current.filter(({ status }) => status === null));

  const element = el(
    'div',
    {},
    el('p', { class: 'call-back' }, el('a', { href: '#' }, icon('previous'), t('roll-call.back'))),
    heading(session, now),
    ...remarks(session, now),
    figure,
    lines.length > 0
      ? el('ul', { class: 'roll call-roll' }, ...rows.map((one) => one.element))
      : el('p', { class: 'empty' }, t('attendance.nobody')),
    after,
  );
  update(kept, session);

  return {
    element,
    update,
    unmarked: () => ({ count: rest().length, total: current.length }),
    markRest: () => say(rest(), 'present'),
  };
}

const drawnOf = (lines: readonly Line[], { closedAt, isGone }: Session): string =>
  JSON.stringify([closedAt, isGone, lines.map(({ person }) => person)]);

function heading(session: Session, now: number): HTMLElement {
  const { runCode, number, topic, place, startsAt, endsAt } = session;
  const [start, end] = [Date.parse(startsAt), Date.parse(endsAt)];
  return el(
    'header',
    {},
    el('p', { class: 'kicker' }, `${runCode} · ${t('attendance.sessionNumber', { number })}`),
    el('h1', {}, localised(topic)),
    el('p', {}, `${dayName(dayOf(start), now)} · ${timeOf(start)}–${timeOf(end)}`, ' · ', localised(place)),
  );
}

function remarks({ closedAt, isGone, opensAt }: Session, now: number): HTMLElement[] {
  if (isGone) return [notice('attention', t('roll-call.gone'), t('roll-call.goneText'))];
  if (closedAt) return [notice('info', t('roll-call.closed'), t('roll-call.closedText'))];
  const isEarly = now < Date.parse(opensAt);
  return isEarly ? [notice('attention', t('roll-call.early'), t('roll-call.earlyText'))] : [];
}

/** What is done with a network, once nothing here is unsent. */
function closing({ sessionId, closedAt, isGone }: Session): HTMLElement | null {
  if (isGone) return null;
  const address = `/sessions/${sessionId}/${closedAt ? 'roll' : 'roll-closing'}`;
  const words = closedAt ? t('roll-call.show') : t('roll-call.close');
  return el(
    'p',
    { class: 'call-close' },
    el('a', { class: 'button secondary', href: address }, words),
    closedAt ? null : el('span', { class: 'sub' }, t('roll-call.closeText')),
  );
}

/** One person: four targets in a row, and below them what has become of the word. */
function row(line: Line, isClosed: boolean, say: Say) {
  const { fullName, fullNameLatin, organisationName, enrolmentId } = line.person;
  let shown = line;
  const inputs = statuses.map((status) => {
    const input = el('input', { type: 'radio', name: enrolmentId, value: status });
    input.addEventListener('change', () => say([shown], status));
    return input;
  });
  const state = el('p', { class: 'call-state' });
  const targets = statuses.map((status, index) =>
    el(
      'label',
      { class: looks[status].tone },
      inputs[index]!,
      icon(looks[status].sign),
      el('span', {}, t(`attendance.mark.${status}`)),
    ),
  );
  const latin = fullNameLatin && fullNameLatin !== fullName ? el('span', { class: 'sub' }, fullNameLatin) : null;
  const element = el(
    'li',
    { 'data-enrolment': enrolmentId },
    el(
      'fieldset',
      { class: 'segments', disabled: isClosed },
      el('legend', {}, named(fullName), ' ', latin),
      el('div', { class: 'segments-row' }, ...targets),
    ),
    el('div', { class: 'call-line' }, el('span', { class: 'sub' }, localised(organisationName)), state),
  );
  const show = (latest: Line): void => {
    shown = latest;
    for (const input of inputs) input.checked = input.value === latest.status;
    element.dataset.state = latest.state;
    state.replaceChildren(...stateOf(latest));
  };
  return { element, show };
}

function stateOf({ state, said, standing }: Line): Node[] {
  switch (state) {
    case 'kept':
      return [
        badge('attention', 'download', t('roll-call.state.kept')),
        ...(said?.refusal ? [el('span', { class: 'sub' }, reasonOf(said.refusal))] : []),
      ];
    case 'refused':
      return [
        badge('bad', 'alert', `${t('roll-call.state.refused')}: ${t(`attendance.mark.${said!.status}`)}`),
        el('span', { class: 'sub' }, reasonOf(said!.refusal!)),
      ];
    case 'conflict':
      return [
        badge('bad', 'alert', t('roll-call.state.conflict')),
        el('a', { href: `/attendance-conflicts/${standing!.conflictId}` }, t('roll-call.decide')),
      ];
    case 'sent':
      return [badge('good', 'check', t('roll-call.state.sent'))];
    default:
      return [];
  }
}
