import type { LateRun, OwnRequired } from '#libs/outputs';
import type { WaitingItem } from '../home/waiting.js';

/** A required output that the trainee has not submitted. */
export const ownRequired = ({ runId, runCode, kind, dueOn }: OwnRequired): WaitingItem => ({
  kind: 'upload',
  textKey: 'required-outputs.waiting.own',
  args: { kind, run: runCode },
  at: null,
  deadline: dueOn,
  href: `/runs/${runId}/outputs`,
});

/** A run whose people are late. */
export const lateRequired = ({ runId, runCode, people, dueOn }: LateRun): WaitingItem => ({
  kind: 'clock',
  textKey: 'required-outputs.waiting.late',
  args: { count: people, run: runCode },
  at: null,
  deadline: dueOn,
  who: { key: 'home.who.trainees' },
  href: `/runs/${runId}/outputs`,
});
