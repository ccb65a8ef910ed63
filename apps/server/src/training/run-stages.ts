import { Injectable } from '@nestjs/common';
import { type AccessRow, isGranted } from '#libs/kernel';
import type { RunRow, RunStatus } from '#libs/training';
import type { Visit } from '../web/index.js';

/** The stages a run goes through, in their order. */
export const stageKeys = [
  'call',
  'nominations',
  'timetable',
  'attendance',
  'outputs',
  'certificates',
  'closing',
] as const;

export type StageKey = (typeof stageKeys)[number];

export type StageState = 'done' | 'current' | 'todo' | 'blocked';

/** How far a stage is: all texts in the visitor's language. */
export interface StageFigures {
  /** Without one: what the state of the run suggests. */
  state?: StageState;
  /** `18 of 24 seats confirmed`. */
  figure?: string;
  /** What stands in its way. */
  blocker?: string;
  /** What this visitor does next. */
  action?: { label: string; href: string };
}

export interface Stage {
  key: StageKey;
  /** Last part of the address of its tab, `/runs/{id}/<tab>`, and key of its label; null without a tab of its own. */
  tab: string | null;
  /** Who sees the tab and the figures. */
  allow: AccessRow;
  /** Whether this visitor may open the tab for this run, where the right alone does not say so. */
  mayOpen?(visit: Visit, run: RunRow): Promise<boolean>;
  /** Tabs beside its own, each with its own rights. */
  moreTabs?: { tab: string; allow: AccessRow }[];
  /** Null when there is nothing this visitor should see. */
  figures(visit: Visit, run: RunRow): Promise<StageFigures | null>;
}

/** Which rooms show a stage on the page of a run. Pages register theirs while they start. */
@Injectable()
export class RunStages {
  private readonly stages = new Map<StageKey, Stage>();

  register(stage: Stage): void {
    if (this.stages.has(stage.key)) throw new Error(`Two rooms show the stage ${stage.key}`);
    this.stages.set(stage.key, stage);
  }

  /** The tabs this visitor may open, in the order of the stages. */
  async tabs(visit: Visit, run: RunRow): Promise<string[]> {
    const open: string[] = [];
    for (const key of stageKeys) {
      const stage = this.stages.get(key);
      const tabs = stage ? [{ tab: stage.tab, allow: stage.allow }, ...(stage.moreTabs ?? [])] : [];
      for (const { tab, allow } of tabs) {
        if (!tab || !isGranted(visit.actor, allow)) continue;
        if (tab !== stage?.tab || ((await stage.mayOpen?.(visit, run)) ?? true)) open.push(tab);
      }
    }
    return open;
  }

  /** The whole rail; stages the visitor may not look into say only how far they are. */
  async rail(visit: Visit, run: RunRow): Promise<({ key: StageKey; state: StageState } & StageFigures)[]> {
    const rail = [];
    for (const key of stageKeys) {
      const stage = this.stages.get(key);
      const figures = stage && isGranted(visit.actor, stage.allow) ? await stage.figures(visit, run) : null;
      rail.push({ key, ...figures, state: figures?.state ?? stateOf(key, run.status) });
    }
    return rail;
  }
}

/** In which states of the run a stage is under way; before the first it is to do, after the last done. */
const underWay: Readonly<Record<StageKey, readonly RunStatus[]>> = {
  call: ['call_open'],
  nominations: ['call_open', 'call_closed'],
  timetable: ['planned', 'call_open', 'call_closed'],
  attendance: ['running'],
  outputs: ['running', 'completed'],
  certificates: ['completed'],
  closing: ['completed'],
};

const order: readonly RunStatus[] = ['planned', 'call_open', 'call_closed', 'running', 'completed', 'closed'];

/** How far a stage is by the state of its run alone. */
export function stateOf(key: StageKey, status: RunStatus): StageState {
  if (underWay[key].includes(status)) return 'current';
  const now = order.indexOf(status);
  return now > Math.max(...underWay[key].map((one) => order.indexOf(one))) ? 'done' : 'todo';
}
