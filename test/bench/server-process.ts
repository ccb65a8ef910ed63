import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { Agent, request } from 'node:http';
import { fileURLToPath } from 'node:url';

/** Asks that are on their way at once, each on a connection that stays open. */
const atOnce = 8;

/** A server in a process of its own: what it costs is told apart from what its clients do. */
export class ServerProcess<Told> {
  private readonly agent = new Agent({ keepAlive: true, maxSockets: atOnce });
  private readonly over = new AbortController();

  private constructor(
    private readonly child: ChildProcess,
    /** What the server said of itself once it listened. */
    readonly told: Told,
  ) {
    child.once('exit', () => this.over.abort());
  }

  /** `module`: one that calls `serveMeasured`, beside this one. `processors` as `taskset` names them; default all. `flags`: Node's. */
  static async start<Told>(
    module: string,
    given: unknown = null,
    processors?: string,
    flags: readonly string[] = [],
  ): Promise<ServerProcess<Told>> {
    const how = processors
      ? { execPath: 'taskset', execArgv: ['-c', processors, process.execPath, ...flags] }
      : { execArgv: [...process.execArgv, ...flags] };
    const child = fork(fileURLToPath(new URL(module, import.meta.url)), [JSON.stringify(given)], how);
    const [told] = await Promise.race([once(child, 'message'), once(child, 'exit')]);
    if (told === null || typeof told !== 'object') throw new Error(`${module} ended before it listened`);
    return new ServerProcess<Told>(child, told as Told);
  }

  /** CPU milliseconds of the server for each of so many asks, all its threads included. */
  async cpuOf(count: number, url: string, headers: (index: number) => Record<string, string>): Promise<number> {
    const before = await this.cpu();
    let next = 0;
    const asking = async () => {
      while (next < count) await this.ask(url, headers(next++));
    };
    await Promise.all(Array.from({ length: atOnce }, asking));
    return ((await this.cpu()) - before) / count;
  }

  /** The bytes of an answer. Throws one that refuses. */
  async ask(url: string, headers: Record<string, string>): Promise<Buffer> {
    const sent = request(url, { agent: this.agent, headers }).end();
    const [answer] = await once(sent, 'response');
    const bytes = Buffer.concat(await answer.toArray());
    if (answer.statusCode !== 200) throw new Error(`${url}: ${answer.statusCode} ${bytes}`);
    return bytes;
  }

  /** Lets the server itself do something, one thing at a time, and answers what it says of it. */
  async let<Answer>(task: unknown): Promise<Answer> {
    this.child.send(task as object);
    const [answer] = await once(this.child, 'message', { signal: this.over.signal });
    return answer as Answer;
  }

  async stop(): Promise<void> {
    this.agent.destroy();
    const ended = once(this.child, 'exit');
    this.child.disconnect();
    await ended;
  }

  private async cpu(): Promise<number> {
    const { user, system } = await this.let<NodeJS.CpuUsage>('cpu');
    return (user + system) / 1000;
  }
}

interface Served {
  /** What the one who started it needs to know. */
  told: object;
  /** Does what it is asked for beside serving. */
  work?(task: never): Promise<object>;
  close(): Promise<unknown>;
}

/** What the module of such a server does: it starts, says so, and tells its CPU time until nobody wants it any more. */
export async function serveMeasured<Given>(start: (given: Given) => Promise<Served>): Promise<void> {
  const { told, work, close } = await start(JSON.parse(process.argv[2]!));
  process.on('message', async (task) =>
    process.send!(task === 'cpu' ? process.cpuUsage() : await work!(task as never)),
  );
  process.once('disconnect', () => void close().then(() => process.exit(0)));
  process.send!(told);
}
