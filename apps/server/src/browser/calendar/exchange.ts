import { language, type Text } from './page.js';

export interface Session {
  id: string;
  runId: string;
  number: number;
  topic: Text;
  kind: string;
  startsAt: string;
  endsAt: string;
  place: Text;
  roomId: string | null;
  status: 'planned' | 'cancelled';
  instructorIds: string[];
  version: number;
}

export interface Answer {
  sessions: Session[];
  runs: { id: string; code: string }[];
  rooms: { id: string; code: string; name: Text }[];
  instructors: { personId: string; name: string }[];
  holidays: { startsOn: string; endsOn: string; name: Text; country: string }[];
}

/** When, where and by whom a session is to be held. */
export interface Booking {
  startsAt: string;
  endsAt: string;
  roomId: string | null;
  instructorIds: string[];
}

export interface Clash {
  level: 'block' | 'warning';
  message: string;
}

export interface Refusal {
  status: number;
  code: string;
  detail: string;
  errors?: { code: string; message: string }[];
}

export class Refused extends Error {
  constructor(readonly refusal: Refusal) {
    super(refusal.detail);
  }
}

/** The API, asked as whoever is signed in. */
export class Exchange {
  constructor(private readonly csrf: string) {}

  calendar(query: Record<string, string>): Promise<Answer> {
    return this.ask('GET', `/api/v1/calendar?${new URLSearchParams(query)}`);
  }

  async clashes(proposal: Booking & { runId: string; sessionId: string | null }): Promise<Clash[]> {
    const { items } = await this.ask<{ items: Clash[] }>('POST', '/api/v1/session-clashes', proposal);
    return items;
  }

  move({ id, version }: Pick<Session, 'id' | 'version'>, changes: object): Promise<Session> {
    return this.ask('PATCH', `/api/v1/sessions/${id}`, changes, { 'if-match': `"${version}"` });
  }

  add(runId: string, fields: object): Promise<Session> {
    const once = { 'idempotency-key': crypto.randomUUID() };
    return this.ask('POST', `/api/v1/runs/${runId}/sessions`, fields, once);
  }

  private async ask<T>(method: string, url: string, body?: object, more: Record<string, string> = {}): Promise<T> {
    const sent = body && { body: JSON.stringify(body) };
    const type: Record<string, string> = body ? { 'content-type': 'application/json' } : {};
    const headers = { ...type, 'accept-language': language, 'x-csrf-token': this.csrf, ...more };
    const response = await fetch(url, { method, headers, ...sent });
    const answer = await response.json();
    if (!response.ok) throw new Refused(answer);
    return answer;
  }
}
