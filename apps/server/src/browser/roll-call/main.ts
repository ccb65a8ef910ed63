import { el, notice } from '../offline/drawing.js';
import { keepFiles } from '../offline/files.js';
import { setUpLanguages } from '../offline/language-switch.js';
import { dayOf, language, loadWords, t } from '../offline/words.js';
import { type Account, forgetAccount, lastAccount, rememberAccount } from './account.js';
import { setUpBar } from './bar.js';
import { alone, askCaller, askRolls, type Obstacle, send, Trouble } from './exchange.js';
import { type Kept, type Line, nothing, type Session, type Status, unsentOf } from './kept.js';
import { type RollPage, rollPage } from './roll.js';
import { sessionsPage } from './sessions.js';
import { Store } from './store.js';
import { setUpTop } from './top.js';

/** Opens the store of the account, draws what is in it, and exchanges it with the server whenever there is a network. */

const main = document.querySelector<HTMLElement>('main')!;
const top = el('div');
const told = new BroadcastChannel('roll-call');

/** Milliseconds: after the last tap; while something waits; after which rolls are fetched anew. */
const soon = 1500;
const nowAndThen = 30_000;
const old = 5 * 60_000;

let store: Store | null = null;
let account: Account | null = null;
let kept: Kept = nothing;
/** Undefined before the server was first asked. */
let obstacle: Obstacle | null | undefined;
let isBusy = false;
/** Somebody asked for an exchange while another one was under way. */
let isWanted = false;
/** The phone did not keep what was said last. */
let fault = false;
let takenAt = 0;
let timer = 0;
/** The roll on the screen. */
let open: { sessionId: string; page: RollPage } | null = null;
/** A newer version of the page is there: shown when it disturbs nobody. */
let isOutdated = false;

/** The list as it was drawn last. */
let listDrawnAs = '';

const showBar = setUpBar(
  document.querySelector<HTMLElement>('#bar')!,
  () => open?.page.markRest(),
  () => void exchange(true),
);

const showTop = setUpTop(top, () => void takeAllBack());

const serverNow = (): number => Date.now() + (kept.behind ?? 0);

async function begin(): Promise<void> {
  await loadWords(main.dataset.words!);
  setUpLanguages('roll-call.title', () => {
    open = null;
    draw();
  });
  listen();
  try {
    account = await lastAccount();
    if (account) store = await Store.open(account.id);
    await look();
  } catch {
    main.replaceChildren(notice('problem', t('roll-call.noStore'), t('roll-call.noStoreText')));
    return;
  }
  void keepFiles('/roll-call', '/roll-call', () => {
    isOutdated = true;
  });
  await exchange(true);
}

function listen(): void {
  addEventListener('hashchange', () => {
    if (isOutdated) return location.reload();
    open = null;
    draw();
    scrollTo(0, 0);
    main.focus({ preventScroll: true });
  });
  addEventListener('online', () => void exchange(true));
  addEventListener('offline', () => void exchange(false));
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden') return;
    if (isOutdated) return location.reload();
    void exchange(Date.now() - takenAt > old);
  });
  told.addEventListener('message', () => void look());
  setInterval(() => {
    const waits = kept.said.some(({ refusal }) => refusal === null);
    if (document.visibilityState === 'visible' && (obstacle || waits)) void exchange(false);
  }, nowAndThen);
}

/** Reads the store and shows it. */
async function look(): Promise<void> {
  const read = store;
  const latest = await read?.read();
  // Another account has come in meanwhile.
  if (read !== store) return;
  kept = latest ?? kept;
  draw();
}

/** Sends what waits, and fetches the rolls when asked to. One at a time, whatever tab it is in. */
async function exchange(wantsRolls: boolean): Promise<void> {
  if (isBusy) {
    isWanted = true;
    return;
  }
  isBusy = true;
  isWanted = false;
  drawBar();
  try {
    await alone(() => converse(wantsRolls));
    obstacle = null;
  } catch (error) {
    obstacle = error instanceof Trouble ? error.obstacle : 'failed';
    if (!(error instanceof Trouble)) console.error(error);
  }
  isBusy = false;
  await look();
  if (isWanted && obstacle === null) await exchange(false);
}

async function converse(wantsRolls: boolean): Promise<void> {
  const caller = await askCaller();
  if (!caller.account) throw new Trouble('signedOut');
  const isOther = caller.account.id !== store?.accountId;
  if (isOther) await hand(caller.account);
  try {
    const isMore = await send(store!, caller.csrf, wantsRolls);
    if (!wantsRolls && !isOther && !isMore) return;
    await store!.take(await askRolls());
    takenAt = Date.now();
  } catch (error) {
    if (error instanceof Trouble && error.obstacle === 'denied') await forget(store!);
    throw error;
  }
}

/** Its account takes no rolls any more: what others said, and whom the rolls name, is no business of this phone. */
async function forget(own: Store): Promise<void> {
  const isAnyUnsent = await own.forget();
  told.postMessage('changed');
  if (isAnyUnsent) return;
  store = null;
  account = null;
  kept = nothing;
  await own.leave();
  await forgetAccount();
}

/** Another account has signed in on this phone: what is shown and sent from now on is its own. */
async function hand(to: Account): Promise<void> {
  const before = store;
  const own = await Store.open(to.id);
  await rememberAccount(to);
  store = own;
  account = to;
  open = null;
  await look();
  await before?.leave();
}

/** Keeps what is said of these people in the store the roll was drawn from; the page shows it once it is kept. */
async function say(own: Store, sessionId: string, lines: readonly Line[], status: Status): Promise<void> {
  const people = lines
    .filter((line) => line.status !== status)
    .map(({ person: { enrolmentId, fullName }, standing }) => {
      return { enrolmentId, fullName, basedOn: standing?.entryId ?? null };
    });
  try {
    if (people.length > 0) await own.say(sessionId, people, status);
    fault = false;
  } catch {
    fault = true;
  }
  told.postMessage('changed');
  await look();
  clearTimeout(timer);
  timer = setTimeout(() => void exchange(false), soon);
}

function draw(): void {
  const sessionId = location.hash.slice(1);
  const session = kept.sessions.find((one) => one.sessionId === sessionId);
  if (session) {
    const isDrawn = open?.sessionId === sessionId && open.page.update(kept, session);
    if (!isDrawn) main.replaceChildren(top, rollOf(session));
  } else drawList();
  drawBar();
}

function rollOf(session: Session): HTMLElement {
  const { sessionId } = session;
  const own = store!;
  const spoken = (lines: readonly Line[], status: Status) => void say(own, sessionId, lines, status);
  const page = rollPage(kept, session, serverNow(), spoken, () => void takeBack(own, sessionId));
  open = { sessionId, page };
  listDrawnAs = '';
  return page.element;
}

/** Left alone while it is the same: somebody may be about to press a button in it. */
function drawList(): void {
  const isDenied = obstacle === 'denied';
  const shown = [kept.sessions, kept.said, [...kept.people.values()]];
  const drawnAs = JSON.stringify([shown, isDenied, language(), dayOf(serverNow())]);
  if (listDrawnAs === drawnAs && open === null) return;
  listDrawnAs = drawnAs;
  open = null;
  main.replaceChildren(
    top,
    sessionsPage(kept, serverNow(), isDenied, (said, next) => void reconsider(said, next)),
  );
}

async function takeBack(own: Store, sessionId: string): Promise<void> {
  await own.takeBack(sessionId);
  told.postMessage('changed');
  await look();
}

/** What the server does not take from this account any more. */
async function takeAllBack(): Promise<void> {
  const own = store!;
  await own.takeAllBack();
  await alone(async () => {
    if (own === store) await forget(own);
  });
  await look();
}

async function reconsider(...[said, next]: Parameters<Store['reconsider']>): Promise<void> {
  await store!.reconsider(said, next);
  await look();
  if (next === 'again') await exchange(false);
}

function drawBar(): void {
  const unsent = unsentOf(kept).length;
  showTop({ obstacle, name: account?.name ?? '', unsent, fault });
  showBar({ unsent, obstacle, isBusy, unmarked: open?.page.unmarked() ?? null });
}

await begin();
