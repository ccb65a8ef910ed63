/**
 * The arithmetic of the selection board as somebody ticks. The page is whole without it: every counter carries what the
 * server counted (`data-base`) and the name of what it counts, every box the names of what ticking it would add.
 */

const language = document.documentElement.lang;
const whole = new Intl.NumberFormat(language);
const percent = new Intl.NumberFormat(language, { style: 'percent' });

const boxes = [...document.querySelectorAll<HTMLInputElement>('input[data-adds]')];
const counters = [...document.querySelectorAll<HTMLElement>('[data-count]')];
const shares = [...document.querySelectorAll<HTMLElement>('[data-share]')];

const baseOf = (name: string): number =>
  Number(counters.find(({ dataset }) => dataset.count === name)?.dataset.base ?? 0);

function added(): Map<string, number> {
  const sums = new Map<string, number>();
  for (const box of boxes) {
    if (!box.checked) continue;
    for (const name of (box.dataset.adds ?? '').split(' ')) sums.set(name, (sums.get(name) ?? 0) + 1);
  }
  return sums;
}

/** A bar is as long as its figure, and says so when there are not that many seats. */
function draw(counter: HTMLElement, value: number): void {
  const bar = counter.closest<HTMLElement>('[data-seats]');
  if (!bar) return;
  const seats = Number(bar.dataset.seats);
  const isOver = value > seats;
  bar.classList.toggle('over', isOver);
  bar.querySelector('.needed')?.setAttribute('width', String(Math.min(value, seats)));
  const excess = bar.querySelector<HTMLElement>('[data-excess]');
  if (excess) excess.hidden = !isOver;
  const by = bar.querySelector<HTMLElement>('[data-by]');
  if (by) by.textContent = whole.format(Math.max(value - seats, 0));
}

function recount(): void {
  const sums = added();
  const figure = (name: string): number => baseOf(name) + (sums.get(name) ?? 0);
  for (const counter of counters) {
    const value = figure(counter.dataset.count ?? '');
    counter.textContent = whole.format(value);
    draw(counter, value);
  }
  for (const share of shares) {
    const of = figure(share.dataset.of ?? '');
    share.textContent = of > 0 ? percent.format(figure(share.dataset.share ?? '') / of) : '–';
  }
}

for (const box of boxes) box.addEventListener('change', recount);
// The browser ticks what was ticked when somebody comes back to the page.
addEventListener('pageshow', recount);
recount();
