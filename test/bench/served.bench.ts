import type { BareIssuedServer } from './bare-issued-server.js';
import { median, print } from './figures.js';
import type { IssuedServer } from './issued-server.js';
import { ServerProcess } from './server-process.js';

const rounds = 15;
const asks = 200;

// Uncompressed on both sides: the same bytes travel.
const plainly = { 'accept-encoding': 'identity' };

/** Asked by so many that nobody uses up what one address may. */
const from = (index: number) => ({ 'x-forwarded-for': `10.0.${index >> 6}.${index & 63}` });

/** A stored document and what its code says, each in turns with a route that does that and nothing else. */
export async function served(engine: string): Promise<void> {
  const ours = await ServerProcess.start<IssuedServer>('./issued-server.js');
  const { document, verification, bearer } = ours.told;
  const bare = await ServerProcess.start<BareIssuedServer>('./bare-issued-server.js', ours.told.bare);
  const { address } = bare.told;
  const compare = async (what: string, url: string, bareUrl: string, headers: Record<string, string>, same: string) => {
    const mine = (index: number) => ({ ...plainly, ...headers, ...from(index) });
    const theirs = () => plainly;
    const bytes = await ours.ask(url, mine(0));
    if (!bytes.equals(await bare.ask(bareUrl, theirs())))
      throw new Error(`${url} does not answer what the bare one does`);
    const taken: [ours: number, bare: number][] = [];
    for (let round = -2; round < rounds; round += 1) {
      const one = await ours.cpuOf(asks, url, mine);
      const other = await bare.cpuOf(asks, bareUrl, theirs);
      if (round >= 0) taken.push([one, other]);
    }
    const [mineEach, bareEach] = [median(taken.map(([one]) => one)), median(taken.map(([, other]) => other))];
    print({
      what: `${what}, ${(bytes.length / 1024).toFixed(0)} kB, ${engine}`,
      ours: `${mineEach.toFixed(3)} ms CPU of the server`,
      yardstick: `a bare Nest + Fastify route ${same}: ${bareEach.toFixed(3)} ms CPU`,
      ratio: mineEach / bareEach,
      aim: '≤ 4 ×',
    });
  };
  await compare(
    'A stored certificate served again, signed in, scoped and recorded',
    document,
    `${address}/document`,
    { authorization: `Bearer ${bearer}` },
    'with the same bytes of the same file',
  );
  await compare(
    'A certificate verified by its code',
    verification,
    `${address}/verification`,
    {},
    'with the same query and answer',
  );
  await bare.stop();
  await ours.stop();
}
