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

/**
 * Works in turns, so that all meet the same moments of a noisy machine: the median milliseconds of each. Each is told the
 * number of its turn.
 */
export async function inTurns<Works extends Work[]>(
  count: number,
  ...works: Works
): Promise<{ [Index in keyof Works]: number }> {
  const taken = works.map((): number[] => []);
  for (let round = 0; round < count; round += 1)
    for (const [index, work] of works.entries()) taken[index]!.push(...(await timed(1, () => work(round))));
  return taken.map(median) as { [Index in keyof Works]: number };
}

/** CPU milliseconds this process spent on each call, threads included. */
export async function cpuTimed(count: number, work: Work): Promise<number> {
  const before = process.cpuUsage();
  for (let index = 0; index < count; index += 1) await work(index);
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000 / count;
}

/**
 * CPU milliseconds of each call, by works that take turns: the median over all rounds. Each work comes with how often it
 * is called in one round.
 */
export async function cpuInTurns(
  rounds: number,
  ...works: readonly (readonly [calls: number, work: Work])[]
): Promise<number[]> {
  const taken = works.map((): number[] => []);
  for (let round = 0; round < rounds; round += 1)
    for (const [index, [calls, work]] of works.entries()) taken[index]!.push(await cpuTimed(calls, work));
  return taken.map(median);
}
