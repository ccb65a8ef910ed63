import { asked, ended, strictly } from './indexed-db.js';
import {
  type Kept,
  type Run,
  remainderOf,
  type Said,
  type Session,
  type Standing,
  type Status,
  unsentOf,
} from './kept.js';

/**
 * The store of one account on this phone. Every account has one of its own: another one that signs in here neither sees
 * nor sends what is in it.
 */

/** What the server answers to `GET /api/v1/roll-call`. */
export interface Taken {
  at: string;
  runs: Run[];
  sessions: Session[];
}

/** What became of one thing said; `standing` is null where it is not told. */
export interface Answer {
  said: Said;
  outcome: 'recorded' | 'known' | 'superseded' | 'conflict' | 'refused';
  refusal: Said['refusal'];
  standing: Omit<Standing, 'enrolmentId'> | null;
}

/** How this phone is called for this account, and how much it has said. */
interface Device {
  deviceId: string;
  position: number;
}

const nameOf = (accountId: string): string => `roll-call ${accountId}`;

const hexOf = (bytes: Uint8Array): string => [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');

/** A UUIDv7; a clock from before 1970 counts as 1970. */
export function newId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  const time = BigInt(Math.max(0, Date.now()));
  for (let index = 0; index < 6; index += 1) bytes[index] = Number((time >> BigInt(8 * (5 - index))) & 255n);
  bytes[6] = (bytes[6]! & 0x0f) | 0x70;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  return hexOf(bytes).replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}

export class Store {
  private constructor(
    readonly accountId: string,
    private readonly database: IDBDatabase,
  ) {}

  static async open(accountId: string): Promise<Store> {
    const request = indexedDB.open(nameOf(accountId), 1);
    // A later version of this page adds what it needs here, and keeps what it finds.
    request.onupgradeneeded = () => {
      const database = request.result;
      database.createObjectStore('sessions', { keyPath: 'sessionId' });
      database.createObjectStore('runs', { keyPath: 'runId' });
      database.createObjectStore('said', { keyPath: ['sessionId', 'enrolmentId'] });
      database.createObjectStore('own');
    };
    const database = await asked(request);
    // Another tab has a later version of the page, or another account: this one begins anew.
    database.onversionchange = () => {
      database.close();
      location.reload();
    };
    database.onclose = () => location.reload();
    return new Store(accountId, database);
  }

  /** Ends the store of an account, when nothing in it waits to be sent or looked at. */
  async leave(): Promise<void> {
    const { said } = await this.read();
    this.database.close();
    if (said.length === 0) indexedDB.deleteDatabase(nameOf(this.accountId));
  }

  async read(): Promise<Kept> {
    const transaction = this.database.transaction(['sessions', 'runs', 'said', 'own']);
    const all = <T>(name: string): Promise<T[]> => asked(transaction.objectStore(name).getAll());
    const behind = asked<number | undefined>(transaction.objectStore('own').get('behind'));
    const device = asked<Device | undefined>(transaction.objectStore('own').get('device'));
    const [sessions, runs, said] = await Promise.all([all<Session>('sessions'), all<Run>('runs'), all<Said>('said')]);
    return {
      sessions: sessions.sort((one, other) => Date.parse(one.startsAt) - Date.parse(other.startsAt)),
      people: new Map(runs.map(({ runId, people }) => [runId, people])),
      said,
      behind: (await behind) ?? null,
      deviceId: (await device)?.deviceId ?? null,
    };
  }

  /** Kept on the disk itself when the promise is fulfilled. What was said before of the same people is replaced. */
  async say(
    sessionId: string,
    people: readonly Pick<Said, 'enrolmentId' | 'fullName' | 'basedOn'>[],
    status: Status,
  ): Promise<void> {
    const transaction = this.changing(['said', 'own']);
    const device = await this.deviceIn(transaction);
    const markedAt = new Date().toISOString();
    for (const one of people) {
      device.position += 1;
      const { position } = device;
      const said: Said = { ...one, sessionId, status, markId: newId(), markedAt, position, refusal: null };
      transaction.objectStore('said').put(said);
    }
    transaction.objectStore('own').put(device, 'device');
    await ended(transaction);
  }

  /** What the server has taken in leaves the queue; what was said anew meanwhile stays. */
  async settle(answers: readonly Answer[]): Promise<void> {
    const transaction = this.changing(['said', 'sessions']);
    const queue = transaction.objectStore('said');
    const sessions = transaction.objectStore('sessions');
    for (const { said, refusal, standing } of answers) {
      const now = await asked<Said | undefined>(queue.get([said.sessionId, said.enrolmentId]));
      if (now?.markId === said.markId) {
        if (refusal) queue.put({ ...now, refusal });
        else queue.delete([said.sessionId, said.enrolmentId]);
      }
      const session = await asked<Session | undefined>(sessions.get(said.sessionId));
      if (!session || !standing) continue;
      const others = session.marks.filter(({ enrolmentId }) => enrolmentId !== said.enrolmentId);
      sessions.put({ ...session, marks: [...others, { ...standing, enrolmentId: said.enrolmentId }] });
    }
    await ended(transaction);
  }

  /** Puts what the server has now in place of what was fetched before. Sessions of which something is unsent stay. */
  async take({ at, runs, sessions }: Taken): Promise<void> {
    await this.replace({ runs, sessions }, Date.parse(at) - Date.now());
  }

  /** Forgets all that was fetched but what it takes to show what is unsent. Says whether something is. */
  async forget(): Promise<boolean> {
    return (await this.replace({ runs: [], sessions: [] })) > 0;
  }

  /** Lets a refused word be sent again, or forgets it. Said anew meanwhile, it is left alone. */
  async reconsider(refused: Said, next: 'again' | 'remove'): Promise<void> {
    const transaction = this.changing(['said']);
    const queue = transaction.objectStore('said');
    const now = await asked<Said | undefined>(queue.get([refused.sessionId, refused.enrolmentId]));
    if (now?.markId === refused.markId) {
      if (next === 'again') queue.put({ ...now, refusal: null });
      else queue.delete([refused.sessionId, refused.enrolmentId]);
    }
    await ended(transaction);
  }

  /** Forgets what was said of a session and not taken in yet. */
  async takeBack(sessionId: string): Promise<void> {
    const transaction = this.changing(['said']);
    transaction.objectStore('said').delete(IDBKeyRange.bound([sessionId], [sessionId, []]));
    await ended(transaction);
  }

  /** The same of every session, but for what was refused: that is looked at one by one. */
  async takeAllBack(): Promise<void> {
    const transaction = this.changing(['said']);
    const queue = transaction.objectStore('said');
    const said = await asked<Said[]>(queue.getAll());
    for (const { sessionId, enrolmentId } of unsentOf({ said })) queue.delete([sessionId, enrolmentId]);
    await ended(transaction);
  }

  /** Answers how much is said and not taken in. */
  private async replace({ runs, sessions }: Pick<Taken, 'runs' | 'sessions'>, behind?: number): Promise<number> {
    const transaction = this.changing(['sessions', 'runs', 'said', 'own']);
    const said = await asked<Said[]>(transaction.objectStore('said').getAll());
    const before = {
      sessions: await asked<Session[]>(transaction.objectStore('sessions').getAll()),
      runs: await asked<Run[]>(transaction.objectStore('runs').getAll()),
    };
    const rest = remainderOf(before, said, { runs, sessions });
    transaction.objectStore('sessions').clear();
    transaction.objectStore('runs').clear();
    for (const session of [...sessions, ...rest.sessions]) transaction.objectStore('sessions').put(session);
    for (const run of [...runs, ...rest.runs]) transaction.objectStore('runs').put(run);
    if (behind !== undefined) transaction.objectStore('own').put(behind, 'behind');
    await ended(transaction);
    return said.length;
  }

  private async deviceIn(transaction: IDBTransaction): Promise<Device> {
    const known = await asked<Device | undefined>(transaction.objectStore('own').get('device'));
    if (known) return known;
    // Its beginning tells it from others where witnesses disagree.
    return { deviceId: hexOf(crypto.getRandomValues(new Uint8Array(16))), position: 0 };
  }

  private changing(stores: string[]): IDBTransaction {
    return this.database.transaction(stores, 'readwrite', strictly);
  }
}
