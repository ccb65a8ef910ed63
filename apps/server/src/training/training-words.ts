import { pickText } from '#libs/kernel';
import { laoProvinces, type RunStatus, runStatuses, type SessionKind, sessionKinds } from '#libs/training';
import type { Visit } from '../web/index.js';

/** Words that several pages about training show. */

const tones: Readonly<Record<RunStatus, string>> = {
  planned: 'neutral',
  call_open: 'good',
  call_closed: 'attention',
  running: 'progress',
  completed: 'progress',
  closed: 'good',
  cancelled: 'bad',
};

const icons: Partial<Record<RunStatus, string>> = { call_closed: 'lock', closed: 'seal' };

export const runBadge = (visit: Visit, status: RunStatus) => ({
  text: visit.t(`runs.status.${status}`),
  tone: tones[status],
  icon: icons[status],
});

export const statusOptions = (visit: Visit) =>
  runStatuses.map((value) => ({ value, label: visit.t(`runs.status.${value}`) }));

export const provinceOptions = (visit: Visit) =>
  laoProvinces.map((value) => ({ value, label: visit.t(`places.province.${value}`) }));

export const sessionKindWord = (visit: Visit, kind: SessionKind): string => visit.t(`sessions.kind.${kind}`);

export const sessionKindOptions = (visit: Visit) =>
  sessionKinds.map((value) => ({ value, label: sessionKindWord(visit, value) }));

/** `CODE · Title` for a drop-down, in the visitor's language or the next there is. */
export const optionOf = (visit: Visit, one: { id: string; code: string; title: Parameters<typeof pickText>[0] }) => ({
  value: one.id,
  label: `${one.code} · ${pickText(one.title, visit.language).text}`,
});
