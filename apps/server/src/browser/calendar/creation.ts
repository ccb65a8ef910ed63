import { showClashes } from './asking.js';
import { whyNot } from './changes.js';
import type { Exchange } from './exchange.js';
import type { Calendar, Selection } from './library.js';
import { dateOf, instantOf, type Live, language, time } from './page.js';

/** A new session where somebody has drawn one: a small form that asks before it saves. */
export class Creation {
  private resource: string | null = null;

  constructor(
    private readonly live: Live,
    private readonly exchange: Exchange,
    private readonly dialog: HTMLDialogElement,
    private readonly done: (calendar: Calendar) => Promise<void>,
  ) {}

  begin(calendar: Calendar, { start, end, allDay, resource }: Selection): void {
    const form = this.dialog.querySelector('form')!;
    form.reset();
    showClashes(this.dialog, []);
    this.resource = resource && resource.id !== 'none' ? resource.id : null;
    const field = (name: string) => form.elements.namedItem(name) as HTMLInputElement;
    field('on').value = dateOf(start);
    field('from').value = allDay ? '08:00' : time(start);
    field('to').value = allDay ? '11:30' : time(end);
    if (this.resource && this.live.by === 'room') field('roomId').value = this.resource;
    if (this.resource && this.live.by === 'run') field('runId').value = this.resource;
    form.onsubmit = (event) => {
      event.preventDefault();
      if ((event.submitter as HTMLButtonElement | null)?.value === 'back') this.dialog.close();
      else void this.save(calendar, new FormData(form));
    };
    this.dialog.addEventListener('close', () => calendar.unselect(), { once: true });
    this.dialog.showModal();
  }

  private async save(calendar: Calendar, given: FormData): Promise<void> {
    const value = (name: string) => String(given.get(name) ?? '');
    const instant = (clock: string) => instantOf(new Date(`${value('on')}T${clock}`));
    const refused = this.dialog.querySelector<HTMLElement>('[data-refused]')!;
    refused.textContent = '';
    try {
      const runId = value('runId');
      const booking = {
        startsAt: instant(value('from')),
        endsAt: instant(value('to')),
        roomId: value('roomId') || null,
        instructorIds: this.resource && this.live.by === 'instructor' ? [this.resource] : [],
      };
      const clashes = await this.exchange.clashes({ runId, sessionId: null, ...booking });
      const reason = value('reason').trim();
      const isBlocked = clashes.some(({ level }) => level === 'block');
      if (isBlocked || (clashes.length > 0 && !reason)) {
        showClashes(this.dialog, clashes);
        return;
      }
      const topic = { lo: '', vi: '', en: '', [language]: value('topic') };
      const about = { topic, kind: value('kind'), units: Number(value('units')) };
      await this.exchange.add(runId, { ...about, ...booking, ...(clashes.length > 0 && { override: { reason } }) });
      this.dialog.close();
      await this.done(calendar);
    } catch (error) {
      refused.textContent = whyNot(error) ?? this.live.words.failed;
    }
  }
}
