import { language } from '../offline/words.js';
import { isRefused, type Said, unsentOf } from './kept.js';
import type { Answer, Store, Taken } from './store.js';

/** Talking to the server. Everything may be asked again at any time: marks are known to it by their ids. */

export interface Caller {
  account: { id: string; name: string } | null;
  csrf: string;
}

/** Why nothing goes on for now; nothing said is lost by it. */
export type Obstacle = 'offline' | 'signedOut' | 'denied' | 'failed';

export class Trouble extends Error {
  constructor(readonly obstacle: Obstacle) {
    super(obstacle);
  }
}

/** What goes in one request: small enough for a weak link. */
const atOnce = 100;

/** Milliseconds after which a request counts as lost. */
const patience = 30_000;

interface Outcome extends Pick<Answer, 'outcome'> {
  code: string | null;
  message: string | null;
  isPassing: boolean;
  conflictId: string | null;
  standing: { status: Said['status']; entryId: string } | null;
}

async function request(address: string, more: RequestInit = {}): Promise<Response> {
  try {
    const signal = AbortSignal.timeout(patience);
    return await fetch(address, { ...more, signal, headers: { 'accept-language': language(), ...more.headers } });
  } catch {
    throw new Trouble('offline');
  }
}

async function json<T>(response: Response): Promise<T> {
  if (response.status === 401) throw new Trouble('signedOut');
  if (response.status === 403) throw new Trouble((await isForbidden(response)) ? 'denied' : 'failed');
  if (!response.ok) throw new Trouble('failed');
  try {
    return await response.json();
  } catch {
    throw new Trouble('offline');
  }
}

/** The server itself says that the role does not allow it: not a form too old, and not the gate of some other network. */
const isForbidden = (response: Response): Promise<boolean> =>
  response.json().then(
    ({ code }) => code === 'forbidden',
    () => false,
  );

export const askCaller = async (): Promise<Caller> => json(await request('/roll-call/caller'));

export const askRolls = async (): Promise<Taken> => json(await request('/api/v1/roll-call'));

/**
 * Sends what waits, part after part, until nothing does; what was refused and may pass now only when `again`. Says whether
 * there is more to know than the answers tell: what somebody else said or did meanwhile.
 */
export async function send(store: Store, csrf: string, again: boolean): Promise<boolean> {
  const tried = new Set<string>();
  let isMore = false;
  for (;;) {
    const kept = await store.read();
    const waiting = unsentOf(kept).filter(({ markId, refusal }) => !tried.has(markId) && (again || !refusal));
    if (waiting.length === 0) return isMore;
    const answers = await sendPart(waiting.slice(0, atOnce), kept.deviceId!, csrf);
    for (const { said } of answers) tried.add(said.markId);
    await store.settle(answers);
    isMore ||= answers.some(({ refusal, outcome }) => (refusal ? isRefused({ refusal }) : outcome !== 'recorded'));
  }
}

async function sendPart(part: readonly Said[], deviceId: string, csrf: string): Promise<Answer[]> {
  const marks = part.map(({ refusal: _, fullName: __, ...mark }) => mark);
  const response = await request('/api/v1/roll-syncs', {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-csrf-token': csrf },
    body: JSON.stringify({ deviceId, sentAt: new Date().toISOString(), marks }),
  });
  if (response.status === 422) return misfits(part, await response.json());
  const { items } = await json<{ items: Outcome[] }>(response);
  return items.map(({ outcome, code, message, isPassing, conflictId, standing }, index) => ({
    said: part[index]!,
    outcome,
    refusal: outcome === 'refused' ? { code: code ?? '', message: message ?? '', isPassing } : null,
    standing: outcome === 'refused' ? null : standing && { ...standing, conflictId },
  }));
}

/** A mark that the server cannot read is refused by itself, so that it holds nothing else up. */
function misfits(part: readonly Said[], { errors }: { errors: { pointer: string; code: string; message: string }[] }) {
  const answers = errors.flatMap(({ pointer, code, message }): Answer[] => {
    const said = part[Number(/^\/marks\/(\d+)/.exec(pointer)?.[1] ?? -1)];
    return said ? [{ said, outcome: 'refused', refusal: { code, message, isPassing: false }, standing: null }] : [];
  });
  if (answers.length === 0) throw new Trouble('failed');
  return answers;
}

/** One tab at a time. */
export function alone(work: () => Promise<void>): Promise<void> {
  return 'locks' in navigator ? navigator.locks.request('roll-call', work) : work();
}
