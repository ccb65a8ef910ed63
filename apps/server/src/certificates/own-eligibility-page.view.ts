import type { Prospect } from '#libs/certificates';
import { isAllowed } from '#libs/kernel';
import { mayDraftIn } from '#libs/outputs';
import { isOver } from '#libs/training';
import { type Visit, whyNot } from '../web/index.js';
import { periodWords } from './certificate-words.js';
import { type OwnStanding, ownStanding } from './own-eligibility.view.js';

/** One run of which there is no certificate yet: where it stands, and each condition with what one can do about it. */
export function prospectPanel(visit: Visit, prospect: Prospect) {
  const own = ownStanding(prospect);
  const state = stateOf(own);
  return {
    id: own.enrolmentId,
    course: own.course,
    runCode: own.runCode,
    runHref: `/runs/${own.runId}`,
    period: periodWords(visit, { from: prospect.run.startsOn, to: prospect.run.endsOn }),
    badge: {
      text: visit.t(`own-eligibility.state.${state}`, { count: own.unmet.length }),
      tone: tones[state],
    },
    note: prospect.hindrance ? whyNot(visit, prospect.hindrance) : visit.t(`own-eligibility.note.${state}`),
    conditions: [attendanceLine(visit, own), ...outputLines(visit, own), ...assessmentLine(visit, own)],
  };
}

const tones = {
  listed: 'progress',
  listReturned: 'progress',
  hindered: 'attention',
  soFar: 'good',
  met: 'good',
  lost: 'bad',
  missing: 'attention',
  over: 'neutral',
} as const;

function stateOf(own: OwnStanding): keyof typeof tones {
  if (own.hindrance) return 'hindered';
  if (own.isEligible && own.listed) return own.listed === 'returned' ? 'listReturned' : 'listed';
  if (own.isEligible) return isOver(own.runStatus) ? 'met' : 'soFar';
  if (own.attendance.canReach && own.runStatus !== 'closed') return 'missing';
  return isOver(own.runStatus) ? 'over' : 'lost';
}

const conditionTones = { met: 'good', open: 'attention', lost: 'bad', failed: 'bad' } as const;

const line = (visit: Visit, isMet: boolean, otherwise: keyof typeof conditionTones = 'open') => ({
  badge: {
    text: visit.t(`own-eligibility.condition.${isMet ? 'met' : otherwise}`),
    tone: conditionTones[isMet ? 'met' : otherwise],
  },
  meter: null as object | null,
  action: null as { href: string; label: string } | null,
});

function attendanceLine(visit: Visit, { enrolmentId, runStatus, attendance }: OwnStanding) {
  const { isMet, canReach, attendedUnits, plannedUnits, neededUnits, spareUnits, threshold } = attendance;
  const count = neededUnits - attendedUnits;
  const needed = visit.t('own-eligibility.attendance.needed', { threshold, count: neededUnits });
  const stands = isMet
    ? visit.t('own-eligibility.attendance.reached')
    : canReach
      ? `${visit.t('own-eligibility.attendance.left', { count })} ${visit.t('own-eligibility.attendance.spare', { count: spareUnits })}`
      : visit.t(`own-eligibility.attendance.${isOver(runStatus) ? 'notReached' : 'lost'}`);
  const title = visit.t('certificates.field.attendance');
  return {
    ...line(visit, isMet, canReach ? 'open' : 'lost'),
    title,
    text: plannedUnits === 0 ? visit.t('own-eligibility.attendance.noSessions') : `${needed} ${stands}`,
    meter:
      plannedUnits === 0
        ? null
        : {
            value: attendedUnits,
            max: plannedUnits,
            label: title,
            text: visit.t('own-eligibility.attendance.units', { attended: attendedUnits, count: plannedUnits }),
            tone: isMet ? '' : 'attention',
          },
    action: {
      href: `/enrolments/${enrolmentId}/attendance`,
      label: visit.t('own-eligibility.attendance.see'),
    },
  };
}

const outputLines = (visit: Visit, { outputs, runId, runStatus }: OwnStanding) =>
  outputs.map(({ kind, per, isMet, dueOn, outputId, status }) => {
    const mayBegin = isAllowed(mayDraftIn(runStatus));
    const missing = mayBegin ? 'none' : isOver(runStatus) ? 'never' : 'notYet';
    const stands = isMet ? 'accepted' : (status ?? missing);
    const said = stands === 'none' && per === 'person' ? 'noneAlone' : stands;
    const due = dueOn && !isMet && status !== 'submitted' ? visit.t('own-eligibility.output.due', { date: dueOn }) : '';
    return {
      ...line(visit, isMet),
      title: visit.t(`outputs.kind.${kind}`),
      text: `${visit.t(`own-eligibility.output.${said}`)} ${due}`.trim(),
      action:
        isMet || !(outputId || mayBegin)
          ? null
          : {
              href: outputId ? `/outputs/${outputId}` : `/runs/${runId}/outputs`,
              label: visit.t(`own-eligibility.output.do.${stands}`),
            },
    };
  });

function assessmentLine(visit: Visit, { assessment }: OwnStanding) {
  if (!assessment) return [];
  const { isMet, isRecorded } = assessment;
  const stands = isMet ? 'passed' : isRecorded ? 'failed' : 'open';
  return [
    {
      ...line(visit, isMet, isRecorded ? 'failed' : 'open'),
      title: visit.t('own-eligibility.assessment.title'),
      text: visit.t(`own-eligibility.assessment.${stands}`),
    },
  ];
}
