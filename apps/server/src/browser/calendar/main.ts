import { Changes } from './changes.js';
import { Creation } from './creation.js';
import { Exchange } from './exchange.js';
import { type Change, draw, type Selection, type Shown } from './library.js';
import { dateOf, day, element, type Live, language, time, words } from './page.js';
import { drawn } from './shape.js';

// The calendar over its tables: on a wide screen sessions are dragged, stretched and drawn. Phones, printers and
// whoever prefers it have the tables; everything done here can be done by the forms they lead to.

async function begin(target: HTMLElement): Promise<void> {
  const live = JSON.parse(target.dataset.live!) as Live;
  const exchange = new Exchange(target.dataset.csrf!);
  const answer = await exchange.calendar(query(live));
  const holidays = [...answer.holidays];
  const status = document.querySelector<HTMLElement>('#calendar-said')!;
  const say = (text: string, isBad = false): void => {
    status.textContent = text;
    status.classList.toggle('refused', isBad);
  };

  const heading = (shown: Date): { domNodes: Node[] } => ({
    domNodes: [
      element('span', {
        text: `${live.words.weekdays[(shown.getDay() + 6) % 7]} ${live.view === 'month' ? '' : day(shown)}`,
      }),
      ...(live.view === 'month' ? [] : holidaysOn(shown)),
    ],
  });
  const holidaysOn = (shown: Date): Node[] =>
    holidays
      .filter(({ startsOn, endsOn }) => startsOn <= dateOf(shown) && endsOn >= dateOf(shown))
      .map(({ name, country }) => {
        const badge = element('span', { className: 'calendar-holiday' });
        badge.append(words(name), ` (${live.words.countries[country]})`);
        return badge;
      });

  const reload = async (): Promise<void> => {
    calendar.setOption('events', drawn(await exchange.calendar(query(live)), live));
  };
  const changes = new Changes(live, exchange, dialog('calendar-clash'), say, reload);
  const creation = new Creation(live, exchange, dialog('calendar-new'), async () => {
    say(live.words.added);
    await reload();
  });

  // It measures itself: it needs its place first.
  document.documentElement.classList.add('calendar-drawn');
  const calendar = await draw(target, target.dataset.script!, target.dataset.style!, {
    view: { week: 'timeGridWeek', month: 'dayGridMonth', resource: 'resourceTimelineWeek' }[live.view],
    date: live.date,
    locale: language,
    firstDay: 1,
    headerToolbar: { start: '', center: '', end: '' },
    height: 'auto',
    allDaySlot: false,
    slotMinTime: '06:00',
    slotMaxTime: '20:00',
    flexibleSlotTimeLimits: true,
    slotDuration: live.view === 'resource' ? '02:00' : '00:30',
    snapDuration: live.view === 'resource' ? '00:30' : '00:15',
    slotWidth: 28,
    slotLabelFormat: live.view === 'resource' ? (shown: Date) => String(shown.getHours()) : time,
    dayHeaderFormat: heading,
    dayHeaderAriaLabelFormat: (shown: Date) => `${live.words.weekdays[(shown.getDay() + 6) % 7]} ${day(shown)}`,
    dayCellFormat: (shown: Date) => ({
      domNodes: [document.createTextNode(String(shown.getDate())), ...holidaysOn(shown)],
    }),
    resources: live.resources.map(({ id, title }) => ({ id, title })),
    events: drawn(answer, live),
    eventContent: ({ event }: { event: Shown }) => ({ domNodes: contentOf(event) }),
    eventClick: ({ event }: { event: Shown }) => {
      if (event.extendedProps.session) location.assign(`/sessions/${event.id}`);
    },
    editable: live.mayWrite,
    selectable: live.mayWrite,
    eventDrop: (change: Change) => void changes.take(calendar, change),
    eventResize: (change: Change) => void changes.take(calendar, change),
    select: (selection: Selection) => creation.begin(calendar, selection),
  });
  nameRolesAnew(target);
  new MutationObserver(() => nameRolesAnew(target)).observe(target, { childList: true, subtree: true });
  const asTable = document.querySelector<HTMLButtonElement>('#calendar-as-table')!;
  asTable.hidden = false;
  asTable.addEventListener('click', () => {
    const isDrawn = document.documentElement.classList.toggle('calendar-drawn');
    asTable.setAttribute('aria-pressed', String(!isDrawn));
  });
}

/**
 * The library calls itself a table and is none: whoever listens to the page would be led astray. Its sessions are
 * buttons; the table that is one lies under the button beside it.
 */
function nameRolesAnew(target: HTMLElement): void {
  const claimed = ['table', 'rowgroup', 'row', 'rowheader', 'columnheader', 'cell'].map((role) => `[role="${role}"]`);
  for (const part of target.querySelectorAll(claimed.join())) {
    part.role = 'presentation';
    part.removeAttribute('aria-colindex');
  }
}

function contentOf({ start, end, extendedProps: { lines } }: Shown): Node[] {
  if (!lines) return [];
  return [
    element('span', { className: 'calendar-time', text: `${time(start)}–${time(end)}` }),
    ...lines.map((line) => line.cloneNode(true)),
  ];
}

const dialog = (id: string) => document.querySelector<HTMLDialogElement>(`#${id}`)!;

const query = ({ from, to, filters }: Live): Record<string, string> => ({ from, to, ...filters });

const target = document.querySelector<HTMLElement>('#calendar');
if (target && matchMedia('(min-width: 60rem)').matches) await begin(target);
