import 'reflect-metadata';
import { localDate } from '#libs/kernel';
import { MailsService, Outbox } from '#libs/platform';
import { RunLife, SessionsService } from '#libs/training';
import { startApp } from './app.js';
import { calendarOf, eventsOf } from './calendars.js';
import { storedMails } from './mails.js';
import { en, person, plannedRun, sessionOn, vnCoordinator } from './training.js';

/*
 * A programme in the time zone of its environment: plans sessions by the clock on the wall, over the end of a year and
 * a 29 February, and prints what every page, answer, feed and mail says of when they are held.
 */

/** Dates and times on the clock: of a page by what its elements of time say, of a letter as Vietnamese writes them. */
const onPage = /(?<=datetime=")\d{4}-\d{2}-\d{2}|\d{2}:\d{2}/g;
const inLetter = /\d{2}\/\d{2}\/\d{4}|\d{2}:\d{2}/g;
const shown = (html: string): string[] => /<main[\s\S]*<\/main>/.exec(html)?.[0].match(onPage) ?? [];
const fields = (html: string): string[] =>
  ['on', 'from', 'to'].map((name) => new RegExp(`name="${name}"[^>]*value="([^"]*)"`).exec(html)?.[1] ?? '');

const app = await startApp({ PUBLIC_URL: 'http://training.example' });
app.clock.set('2027-12-01T02:00:00Z');
const teacher = await person(app, 'Nguyễn Thị Hạnh');
const instructor = await app.as('instructor', { personId: teacher.id, email: 'hanh@house.example', language: 'vi' });
const vn = await app.as('vn_coordinator', { language: 'vi' });
const { id } = await plannedRun(app, {
  startsOn: localDate('2027-12-31'),
  endsOn: localDate('2028-03-01'),
  nominationOpensOn: localDate('2027-12-01'),
  nominationClosesOn: localDate('2027-12-15'),
});
await app.get(RunLife).openCall(vnCoordinator, id);

const planned = [
  ['2027-12-31', '20:00', '23:30'],
  ['2028-01-01', '00:30', '06:59'],
  ['2028-02-28', '21:00', '23:59'],
  ['2028-02-29', '00:00', '03:00'],
  ['2028-02-29', '07:00', '11:30'],
] as const;
const typed: number[] = [];
for (const [on, from, to] of planned) {
  const page = await vn.submit(`/runs/${id}/sessions/new`, {
    ...{ 'topic.lo': '', 'topic.vi': 'Tổng quan', 'topic.en': '', 'place.lo': '', 'place.vi': '', 'place.en': '' },
    ...{ on, from, to, kind: 'lecture', units: '4', roomId: '', instructorIds: teacher.id, 'override.reason': 'Cần' },
  });
  typed.push(page.status);
}
const given = { startsAt: new Date('2028-02-29T17:00:00Z'), endsAt: new Date('2028-03-01T02:00:00Z') };
const byApi = { ...sessionOn('2028-03-01', { ...given, instructorIds: [teacher.id] }), place: en('') };
typed.push((await vn.post(`/api/v1/runs/${id}/sessions`, byApi)).status);

const { body } = await vn.get(`/api/v1/runs/${id}/sessions`);
const pages: string[][] = [];
const forms: string[][] = [];
for (const session of body.items) {
  pages.push(shown((await vn.page(`/sessions/${session.id}`)).html));
  forms.push(fields((await vn.page(`/sessions/${session.id}/edit`)).html));
}
// Saved as it is shown: nothing moves.
const [first] = body.items;
const [on = '', from = '', to = ''] = forms[0]!;
const unmoved = { 'topic.vi': 'Tổng quan', 'topic.lo': '', 'topic.en': '', kind: 'lecture', units: '4', roomId: '' };
const saved = await vn.submit(`/sessions/${first.id}/edit`, {
  ...{ ...unmoved, 'place.lo': '', 'place.vi': 'Hà Nội', 'place.en': '', version: String(first.version) },
  ...{ on, from, to, instructorIds: teacher.id, 'override.reason': 'Cần' },
});
const path = await (async () => {
  const link = (await instructor.post('/api/v1/calendar-links', { kind: 'instructor' })).body.url as string;
  return new URL(link).pathname;
})();
app.clock.advance(11 * 60_000);
await app.get(Outbox).deliver();
const invitation = (await storedMails(app)).find(({ template }) => template === 'timetable_changed')!;
const letter = app.get(MailsService).preview('timetable_changed', 'vi', JSON.parse(invitation.args));
const calendars = ['week', 'month'].flatMap((view) => ['2027-12-31', '2028-02-29'].map((date) => ({ view, date })));
const said = {
  offset: new Date('2028-02-29T00:00:00Z').getTimezoneOffset(),
  typed,
  saved: saved.status,
  api: body.items.map(({ startsAt, endsAt }: Record<string, string>) => [startsAt, endsAt]),
  stillAt: (await app.get(SessionsService).getInSight(vnCoordinator, first.id)).startsAt.toISOString(),
  ofRun: shown((await vn.page(`/runs/${id}/sessions`)).html),
  pages,
  forms,
  calendar: await Promise.all(
    calendars.map(async ({ view, date }) =>
      shown((await vn.page(`/calendar?view=${view}&date=${date}&runId=${id}`)).html),
    ),
  ),
  feed: eventsOf(calendarOf((await app.public.get(path)).raw)).map(({ startsAt, endsAt }) => [startsAt, endsAt]),
  letter: letter.text.match(inLetter) ?? [],
};
await app.close();
process.stdout.write(`said ${JSON.stringify(said)}\n`);
