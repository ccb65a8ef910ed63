import type { AttendanceWaiting, CorrectionRow, ExcuseRow, RunWarning } from '#libs/attendance';
import { type Actor, pickText } from '#libs/kernel';
import type { WaitingItem } from '../home/waiting.js';

type Rolls = Awaited<ReturnType<AttendanceWaiting['rollsOf']>>;
type Disputes = Awaited<ReturnType<AttendanceWaiting['disputesOf']>>;
type Runs = Awaited<ReturnType<AttendanceWaiting['runsOf']>>;

/** Rolls not taken, corrections and excuses to decide, people about whom records disagree, and who is about to miss too much. */
export const waitingAttendance = (
  actor: Actor,
  rolls: Rolls,
  runs: Runs,
  corrections: readonly CorrectionRow[],
  disputes: Disputes,
  excuses: readonly ExcuseRow[],
  warnings: readonly RunWarning[],
): WaitingItem[] => [
  ...rolls.map(({ sessionId, number, topic, runCode, startsAt }) => ({
    kind: 'list',
    textKey: 'attendance.waiting.roll',
    args: { run: runCode, number, topic: pickText(topic, actor.language).text },
    at: startsAt,
    deadline: null,
    who: { key: 'home.who.trainees' },
    href: `/sessions/${sessionId}/roll`,
  })),
  ...runs.map(({ runId, runCode, count, since }) => ({
    kind: 'list',
    textKey: 'attendance.waiting.run',
    args: { run: runCode, count },
    at: since,
    deadline: null,
    who: { key: 'home.who.trainees' },
    href: `/runs/${runId}/attendance`,
  })),
  ...corrections.map(({ id, fullName, runCode, sessionNumber, requestedAt }) => ({
    kind: 'edit',
    textKey: 'attendance.waiting.correction',
    args: { person: fullName, run: runCode, number: sessionNumber },
    at: requestedAt,
    deadline: null,
    who: { key: 'home.who.instructors' },
    href: `/attendance-corrections/${id}`,
  })),
  ...excuses.map(({ id, fullName, runCode, sessionNumber, askedAt }) => ({
    kind: 'edit',
    textKey: 'excuses.waiting',
    args: { person: fullName, run: runCode, number: sessionNumber },
    at: askedAt,
    deadline: null,
    who: { key: 'home.who.trainees' },
    href: `/excuses/${id}`,
  })),
  ...disputes.map(({ sessionId, number, runCode, count, since }) => ({
    kind: 'list',
    textKey: 'conflicts.waiting',
    args: { run: runCode, number, count },
    at: since,
    deadline: null,
    who: { key: 'home.who.trainees' },
    href: `/sessions/${sessionId}/roll`,
  })),
  ...warnings.flatMap(({ runId, runCode: run, lost, near }) =>
    (
      [
        ['lost', lost],
        ['near', near],
      ] as const
    )
      .filter(([, count]) => count > 0)
      .map(([what, count]) => ({
        kind: 'alert',
        textKey: `attendance-grid.warning.${what}`,
        args: { run, count },
        at: null,
        deadline: null,
        href: `/runs/${runId}/attendance`,
      })),
  ),
];
