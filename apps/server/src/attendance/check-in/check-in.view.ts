import { z } from 'zod';
import { type CheckInCode, type CheckInScreen, markSources, markStatuses, type ScannedCode } from '#libs/attendance';
import { isAllowed } from '#libs/kernel';
import { qrSvg } from '#libs/platform';
import { type Visit, whyNot } from '../../web/index.js';
import { markBadge, sessionTitle } from '../attendance-words.js';

const instant = z.iso.datetime();

export const checkInCodeSchema = z.object({
  token: z.string(),
  expiresAt: instant,
  /** When the next one is to be asked for, and in how many milliseconds: the clock of a screen may be wrong. */
  renewsAt: instant,
  renewsIn: z.number().int(),
  /** Where the QR code leads. */
  url: z.url(),
  /** SVG of it. */
  qr: z.string(),
  checkedIn: z.number().int(),
  seats: z.number().int(),
});

export const checkInFields = z.strictObject({ token: z.string().max(300) });

export type CheckInFields = z.output<typeof checkInFields>;

export const checkInSchema = z.object({
  sessionId: z.string(),
  runId: z.string(),
  enrolmentId: z.string(),
  /** `already`: the person had checked in before. */
  outcome: z.enum(['recorded', 'already']),
  /** What stands now: another witness may have said otherwise. */
  standing: z.object({ status: z.enum(markStatuses), source: z.enum(markSources), markedAt: instant }),
});

export function checkInCodeResource(code: CheckInScreen & CheckInCode, publicUrl: string, now: Date) {
  const { token, expiresAt, renewsAt, checkedIn, seats } = code;
  const url = `${publicUrl}/check-in/${token}`;
  return {
    token,
    expiresAt: expiresAt.toISOString(),
    renewsAt: renewsAt.toISOString(),
    renewsIn: renewsAt.getTime() - now.getTime(),
    url,
    qr: qrSvg(url),
    checkedIn,
    seats,
  };
}

export const checkInResource = ({
  session: { sessionId, runId },
  enrolmentId,
  isDone,
  standing: { status, source, markedAt },
}: ScannedCode & { standing: NonNullable<ScannedCode['standing']> }): z.output<typeof checkInSchema> => ({
  sessionId,
  runId,
  enrolmentId,
  outcome: isDone ? 'already' : 'recorded',
  standing: { status, source, markedAt: markedAt.toISOString() },
});

/** An image that the page carries in itself. */
const imageOf = (svg: string): string => `data:image/svg+xml;base64,${Buffer.from(svg).toString('base64')}`;

/** The full-screen page for the room. `code` is null while nobody may check in. */
export function checkInScreenPage(
  visit: Visit,
  { session, opening, checkedIn, seats }: CheckInScreen,
  code: ReturnType<typeof checkInCodeResource> | null,
) {
  return {
    title: `${visit.t('check-in.title')} · ${session.runCode} ${sessionTitle(visit, session)}`,
    kicker: visit.t('check-in.kicker', { run: session.runCode, number: session.number }),
    topic: session.topic,
    when: session.startsAt,
    image: code && imageOf(code.qr),
    renewsIn: code?.renewsIn ?? 30_000,
    renewal: `/api/v1/sessions/${session.sessionId}/check-in-code`,
    whyNot: whyNot(visit, opening),
    checkedIn,
    seats,
    back: `/sessions/${session.sessionId}/roll`,
  };
}

/** What a trainee sees who has scanned a code: one button, or why there is none. */
export function scannedPage(visit: Visit, scanned: ScannedCode | null, refusal: string | null) {
  const session = scanned?.session;
  return {
    title: visit.t('check-in.title'),
    kicker: session && visit.t('check-in.kicker', { run: session.runCode, number: session.number }),
    topic: session?.topic,
    when: session?.startsAt,
    place: session?.place,
    refusal,
    isDone: scanned?.isDone ?? false,
    badge: scanned?.standing && markBadge(visit, scanned.standing.status),
    action: `/check-in/${visit.params.token}`,
    roll: session && `/sessions/${session.sessionId}/roll`,
  };
}

export const isOpen = ({ opening }: CheckInScreen): boolean => isAllowed(opening);
