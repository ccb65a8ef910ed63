/** One line of the report: what was measured, beside its yardstick in the same run. */
export interface Figure {
  what: string;
  ours: string;
  yardstick: string;
  /** Ours in yardsticks; more is worse. */
  ratio: number;
  aim?: string;
}

export function print({ what, ours, yardstick, ratio, aim }: Figure): void {
  console.log(
    `${what}\n  ${ours}\n  yardstick: ${yardstick}\n  ratio: ${ratio.toFixed(2)} ×${aim ? ` (aim ${aim})` : ''}\n`,
  );
}

export const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!;

type Work = (index: number) => Promise<unknown>;

/** Milliseconds each call took, one after another. */
export async function timed(count: number, work: Work): Promise<number[]> {
  const taken: number[] = [];
  for (let index = 0; index < count; index += 1) {
    const start = performance.now();
    await work(index);
    taken.push(performance.now() - start);
  }
  return taken;
}

/** Two works in turns, so that both meet the same moments of a noisy machine: the median milliseconds of each. */
export async function inTurns(count: number, ours: Work, yardstick: Work): Promise<[number, number]> {
  const taken: [number[], number[]] = [[], []];
  for (let round = 0; round < count; round += 1) {
    taken[0].push(...(await timed(1, ours)));
    taken[1].push(...(await timed(1, yardstick)));
  }
  return [median(taken[0]), median(taken[1])];
}

/** CPU milliseconds this process spent on each call, threads included. */
export async function cpuTimed(count: number, work: Work): Promise<number> {
  const before = process.cpuUsage();
  for (let index = 0; index < count; index += 1) await work(index);
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000 / count;
}
