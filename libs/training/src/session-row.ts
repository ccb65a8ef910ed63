import type { LocalisedText } from '#libs/kernel';
import { instantOfRaw, instantOfRawOrNull, jsonOfRaw } from '#libs/platform';
import type { RoomKind } from './places/room.rules.js';
import type { SessionKind, SessionStatus } from './session.rules.js';

export interface Instructor {
  personId: string;
  name: string;
}

/** Where a session is held, and for a site who receives the visitors. */
export interface SessionRoom {
  id: string;
  code: string;
  kind: RoomKind;
  name: LocalisedText;
  hostOrganisationName: LocalisedText | null;
  hostName: string;
  hostPhone: string;
}

/** A session by itself. */
export interface BareSession {
  id: string;
  runId: string;
  number: number;
  topic: LocalisedText;
  kind: SessionKind;
  units: number;
  startsAt: Date;
  endsAt: Date;
  place: LocalisedText;
  roomId: string | null;
  status: SessionStatus;
  version: number;
}

/** A session with its room and its instructors. */
export interface SessionRow extends BareSession {
  room: SessionRoom | null;
  cancelReason: string | null;
  /** Changes that a calendar shows. */
  sequence: number;
  changedAt: Date | null;
  instructors: Instructor[];
}

export const sessionColumns = `s.id, s.run_id, s.number, s.topic, s.kind, s.units, s.starts_at, s.ends_at, s.place,
  s.room_id, s.status, s.cancel_reason, s.sequence, s.changed_at, s.version, ro.code AS room_code,
  ro.kind AS room_kind, ro.name AS room_name, ro.host_name, ro.host_phone, ho.name AS host_organisation`;

/** What `sessionColumns` need beside `session s`. */
export const sessionJoins =
  'LEFT JOIN room ro ON ro.id = s.room_id LEFT JOIN organisation ho ON ho.id = ro.host_organisation_id';

/** What a session is by itself. `raw` has those columns of `session s`. */
export const bareSessionOfRaw = (raw: Record<string, unknown>): BareSession => ({
  id: raw.id as string,
  runId: raw.run_id as string,
  number: Number(raw.number),
  topic: jsonOfRaw(raw.topic),
  kind: raw.kind as SessionKind,
  units: Number(raw.units),
  startsAt: instantOfRaw(raw.starts_at),
  endsAt: instantOfRaw(raw.ends_at),
  place: jsonOfRaw(raw.place),
  roomId: raw.room_id as string | null,
  status: raw.status as SessionStatus,
  version: Number(raw.version),
});

export const sessionOfRaw = (raw: Record<string, unknown>): Omit<SessionRow, 'instructors'> => ({
  ...bareSessionOfRaw(raw),
  room: raw.room_id === null ? null : roomOfRaw(raw),
  cancelReason: raw.cancel_reason as string | null,
  sequence: Number(raw.sequence),
  changedAt: instantOfRawOrNull(raw.changed_at),
});

const roomOfRaw = (raw: Record<string, unknown>): SessionRoom => ({
  id: raw.room_id as string,
  code: raw.room_code as string,
  kind: raw.room_kind as RoomKind,
  name: jsonOfRaw(raw.room_name),
  hostOrganisationName: raw.host_organisation === null ? null : jsonOfRaw(raw.host_organisation),
  hostName: raw.host_name as string,
  hostPhone: raw.host_phone as string,
});
