// The ranked list of an organisation: dragging, arrow keys and the small forms without a new page. Without this script
// the forms do the same. Every move is one request, one after the other; what the server refuses is put back and said.

interface Item {
  element: HTMLLIElement;
  id: string;
}

const ranked = document.querySelector<HTMLOListElement>('#ranked');
const said = document.querySelector<HTMLElement>('#ranked-said');
if (ranked && said) begin(ranked, said);

function begin(list: HTMLOListElement, status: HTMLElement): void {
  const items = (): Item[] =>
    [...list.querySelectorAll<HTMLLIElement>(':scope > li')].map((element) => ({ element, id: element.dataset.id! }));
  // Places stay where they are; people move between them. There may be gaps where somebody is not in sight.
  const places = items().map(({ element }) => Number(element.dataset.rank));
  let order = items().map(({ id }) => id);
  let waiting: Promise<void> = Promise.resolve();

  const say = (text: string): void => {
    status.textContent = text;
  };

  const put = (ids: readonly string[]): void => {
    const focused = document.activeElement;
    const byId = new Map(items().map((item) => [item.id, item.element]));
    for (const [index, id] of ids.entries()) {
      const element = byId.get(id)!;
      list.append(element);
      element.dataset.rank = String(places[index]);
      element.querySelector('[data-place]')!.textContent = String(places[index]);
      const field = element.querySelector<HTMLInputElement>('input[name="rank"]');
      if (field) field.value = String(places[index]);
    }
    if (focused instanceof HTMLElement && list.contains(focused)) focused.focus();
  };

  const withMoved = (ids: readonly string[], id: string, to: number): string[] => {
    const others = ids.filter((one) => one !== id);
    others.splice(to, 0, id);
    return others;
  };

  /** Moves somebody to an index of the list, at once on the page and then on the server. */
  const move = (id: string, to: number): void => {
    const before = order;
    const index = Math.min(Math.max(to, 0), before.length - 1);
    if (before.indexOf(id) === index) {
      put(before);
      return;
    }
    order = withMoved(before, id, index);
    put(order);
    waiting = waiting.then(() => send(id, places[index]!));
  };

  const send = async (id: string, rank: number): Promise<void> => {
    try {
      const response = await fetch(`/api/v1/nominations/${id}/placement`, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          'accept-language': document.documentElement.lang,
          'x-csrf-token': list.dataset.csrf!,
          'idempotency-key': crypto.randomUUID(),
        },
        body: JSON.stringify({ rank }),
      });
      const answer = await response.json();
      if (!response.ok) return await restore(answer.detail ?? list.dataset.failed!);
      // Somebody else has moved people in between: show the list as it is now.
      if (answer.rank !== rank) return location.reload();
      say(list.dataset.moved!.replace('#', String(rank)));
    } catch {
      await restore(list.dataset.failed!);
    }
  };

  /** Back to what the server has; it is asked, since moves before this one may have been kept. */
  const restore = async (why: string): Promise<void> => {
    try {
      const page = new DOMParser().parseFromString(await (await fetch(location.href)).text(), 'text/html');
      const ids = [...page.querySelectorAll<HTMLLIElement>('#ranked > li')].map((element) => element.dataset.id!);
      if (ids.length !== order.length || ids.some((id) => !order.includes(id))) return location.reload();
      order = ids;
    } catch {
      // No connection: what was last known stays, and is said.
    }
    put(order);
    say(why);
    status.classList.add('refused');
    status.scrollIntoView({ block: 'nearest' });
  };

  const dragged = (grip: HTMLElement, element: HTMLLIElement): void => {
    let begun: number | null = null;
    grip.addEventListener('pointerdown', (event) => {
      if (event.button !== 0) return;
      event.preventDefault();
      grip.setPointerCapture(event.pointerId);
      grip.focus();
      begun = event.pointerId;
      element.classList.add('dragged');
    });
    grip.addEventListener('pointermove', (event) => {
      if (begun !== event.pointerId) return;
      // The others step aside: taken out of the page, the one held would lose the pointer.
      for (let one = element.previousElementSibling; one && event.clientY < middleOf(one); ) {
        element.after(one);
        one = element.previousElementSibling;
      }
      for (let one = element.nextElementSibling; one && event.clientY > middleOf(one); ) {
        element.before(one);
        one = element.nextElementSibling;
      }
      if (event.clientY < 60) window.scrollBy(0, -12);
      else if (event.clientY > window.innerHeight - 60) window.scrollBy(0, 12);
    });
    const drop = (event: PointerEvent): void => {
      if (begun !== event.pointerId) return;
      begun = null;
      element.classList.remove('dragged');
      const to = items().findIndex((item) => item.element === element);
      if (event.type === 'pointercancel') put(order);
      else move(element.dataset.id!, to);
    };
    grip.addEventListener('pointerup', drop);
    grip.addEventListener('pointercancel', drop);
  };

  for (const { element, id } of items()) {
    const grip = element.querySelector<HTMLButtonElement>('[data-grip]');
    const form = element.querySelector<HTMLFormElement>('form.place');
    if (!grip || !form) continue;
    grip.hidden = false;
    dragged(grip, element);
    grip.addEventListener('keydown', (event) => {
      const by = event.key === 'ArrowUp' ? -1 : event.key === 'ArrowDown' ? 1 : 0;
      if (by === 0) return;
      event.preventDefault();
      status.classList.remove('refused');
      move(id, order.indexOf(id) + by);
      grip.focus();
    });
    form.addEventListener('submit', (event) => {
      const wished = Number(new FormData(form).get('rank'));
      const step = (event.submitter as HTMLButtonElement | null)?.value;
      const by = step === 'up' ? -1 : step === 'down' ? 1 : 0;
      // What is no number the server explains on a page of its own.
      if (by === 0 && !(Number.isInteger(wished) && wished > 0)) return;
      event.preventDefault();
      status.classList.remove('refused');
      const before = places.filter((place) => place <= wished).length;
      move(id, by === 0 ? before - 1 : order.indexOf(id) + by);
    });
  }
}

function middleOf(element: Element): number {
  const { top, height } = element.getBoundingClientRect();
  return top + height / 2;
}
