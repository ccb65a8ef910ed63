import { Injectable } from '@nestjs/common';
import { pickText } from '#libs/kernel';
import { type RunRow, RunsService } from '#libs/training';
import type { Visit } from '../web/index.js';
import { RunStages } from './run-stages.js';
import { runBadge } from './training-words.js';

/** What stands over every page of a run: `{{> run/heading runHeading}}`. */
export interface RunHeading {
  kicker: string;
  localised: RunRow['courseTitle'];
  breadcrumb: { label: string; href?: string }[];
  badge: { text: string; tone: string };
  tabs: { label: string; href: string; current: boolean }[];
  /** Whatever the overview offers on the right. */
  actions: { label: string; href: string; tone: string; icon?: string }[];
}

/** Loads a run in the visitor's sight (404) and builds the heading its pages share. */
@Injectable()
export class RunFrames {
  constructor(
    private readonly runs: RunsService,
    private readonly stages: RunStages,
  ) {}

  /** `tab` is the last part of the tab's address; `overview` for the run itself. Spread the answer into the page. */
  async runFrame(visit: Visit, runId: string, tab: string): Promise<{ run: RunRow; runHeading: RunHeading }> {
    const run = await this.runs.describe(visit.actor, runId);
    const label = (name: string) => visit.t(`runs.tab.${name}`);
    const tabs = ['overview', ...(await this.stages.tabs(visit, run))].map((name) => ({
      label: label(name),
      href: name === 'overview' ? `/runs/${run.id}` : `/runs/${run.id}/${name}`,
      current: name === tab,
    }));
    const here =
      tab === 'overview'
        ? [{ label: run.code }]
        : [{ label: run.code, href: `/runs/${run.id}` }, { label: label(tab) }];
    return {
      run,
      runHeading: {
        kicker: run.code,
        localised: run.courseTitle,
        breadcrumb: [{ label: visit.t('runs.title'), href: '/runs' }, ...here],
        badge: runBadge(visit, run.status),
        tabs,
        actions: [],
      },
    };
  }
}

/** The title of the window: `Attendance · R-1 Running an industrial park`. */
export const runPageTitle = (visit: Visit, run: RunRow, tab?: string): string => {
  const name = `${run.code} ${pickText(run.courseTitle, visit.language).text}`;
  return tab ? `${visit.t(`runs.tab.${tab}`)} · ${name}` : name;
};
