import { z } from 'zod';
import { type ConflictRow, type ConflictView, markSources, markStatuses, type Side } from '#libs/attendance';
import { type Visit, whyNot } from '../web/index.js';
import { markBadge, markOptions, sessionTitle } from './attendance-words.js';

const instant = z.iso.datetime();

const sideSchema = z.object({
  entryId: z.string(),
  status: z.enum(markStatuses),
  source: z.enum(markSources),
  /** By the server's clock, as far as it is known. */
  markedAt: instant,
  recordedAt: instant,
  accountName: z.string(),
  deviceId: z.string().nullable(),
});

export const conflictSchema = z.object({
  id: z.string(),
  markId: z.string(),
  sessionId: z.string(),
  sessionNumber: z.number().int(),
  runId: z.string(),
  runCode: z.string(),
  enrolmentId: z.string(),
  fullName: z.string(),
  fullNameLatin: z.string(),
  /** What stands until somebody resolves it. */
  standing: sideSchema,
  other: sideSchema,
  openedAt: instant,
  resolvedAt: instant.nullable(),
  /** Empty when the witnesses came to agree. */
  resolvedByName: z.string(),
  status: z.enum(markStatuses).nullable(),
  reason: z.string().nullable(),
  version: z.number().int(),
});

const sideResource = ({ markedAt, recordedAt, ...side }: Side): z.output<typeof sideSchema> => ({
  ...side,
  markedAt: markedAt.toISOString(),
  recordedAt: recordedAt.toISOString(),
});

export const conflictResource = (row: ConflictRow): z.output<typeof conflictSchema> => ({
  id: row.id,
  markId: row.markId,
  sessionId: row.sessionId,
  sessionNumber: row.sessionNumber,
  runId: row.runId,
  runCode: row.runCode,
  enrolmentId: row.enrolmentId,
  fullName: row.fullName,
  fullNameLatin: row.fullNameLatin,
  standing: sideResource(row.standing),
  other: sideResource(row.other),
  openedAt: row.openedAt.toISOString(),
  resolvedAt: row.resolvedAt?.toISOString() ?? null,
  resolvedByName: row.resolvedByName,
  status: row.status,
  reason: row.reason,
  version: row.version,
});

const isPage = (deviceId: string): boolean => deviceId.startsWith('page:');

function sideOf(visit: Visit, { source, status, markedAt, recordedAt, accountName, deviceId }: Side) {
  const late = recordedAt.getTime() - markedAt.getTime() >= 60_000;
  return {
    witness: visit.t(`conflicts.source.${source}`),
    badge: markBadge(visit, status),
    markedAt,
    // On a device it lay for a while.
    recordedAt: late ? recordedAt : null,
    by: accountName,
    device: deviceId && !isPage(deviceId) ? deviceId.slice(0, 8) : null,
  };
}

/** A line of a list of conflicts. */
export const conflictLine = (visit: Visit, row: ConflictRow) => ({
  href: `/attendance-conflicts/${row.id}`,
  name: row.fullName,
  session: visit.t('attendance.sessionNumber', { number: row.sessionNumber }),
  standing: sideOf(visit, row.standing),
  other: sideOf(visit, row.other),
});

/** Both sides beside each other, and a person's word on them. */
export function conflictPage(visit: Visit, row: ConflictView) {
  const { runId, runCode, sessionId, sessionNumber: number, topic, fullName, fullNameLatin } = row;
  const who = fullNameLatin && fullNameLatin !== fullName ? `${fullName} (${fullNameLatin})` : fullName;
  return {
    title: `${visit.t('conflicts.title')} · ${who}`,
    heading: who,
    kicker: `${runCode} · ${sessionTitle(visit, { number, topic })}`,
    breadcrumb: [
      { label: runCode, href: `/runs/${runId}` },
      { label: visit.t('attendance.title'), href: `/runs/${runId}/attendance` },
      { label: visit.t('attendance.sessionNumber', { number }), href: `/sessions/${sessionId}/roll` },
      { label: visit.t('conflicts.title') },
    ],
    standing: sideOf(visit, row.standing),
    other: sideOf(visit, row.other),
    resolved: row.status && {
      badge: markBadge(visit, row.status),
      by: row.resolvedByName,
      at: row.resolvedAt,
      reason: row.reason,
    },
    options: markOptions(visit),
    version: row.version,
    action: `/attendance-conflicts/${row.id}/resolution`,
    back: `/sessions/${sessionId}/roll`,
    whyNot: row.resolvedAt ? null : whyNot(visit, row.resolving),
  };
}
