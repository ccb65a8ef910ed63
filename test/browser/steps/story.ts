import assert from 'node:assert/strict';
import {
  course,
  decision,
  instructor,
  nominees,
  organisations,
  output,
  outputFile,
  password,
  position,
  programme,
  quotas,
  run,
  sessions,
  staff,
  units,
  type Words,
} from '../../support/cast.js';
import { fullMarksForm, lookedThrough } from '../../support/outputs.js';
import type { House } from './house.js';
import type { Entries, Person } from './person.js';

const inThree = (name: string, words: Words): Entries =>
  Object.fromEntries(Object.entries(words).map(([language, text]) => [`${name}.${language}`, text]));

/** The story of one run, told by the people in it through pages alone. Each step goes on where the last one ended. */
export class Story {
  private readonly organisationIds = new Map<string, string>();
  private readonly sessionIds: string[] = [];
  private readonly nominationIds: string[] = [];
  private enrolmentIds: string[] = [];
  private runId = '';
  private courseId = '';
  private outputId = '';
  private code = '';
  private document: Buffer = Buffer.alloc(0);

  constructor(private readonly house: House) {}

  private as(who: string): Promise<Person> {
    return this.house.as(who);
  }

  private get runPage(): string {
    return `/runs/${this.runId}`;
  }

  async visitorsLookAround(): Promise<void> {
    const visitor = await this.house.comes('visitor');
    for (const page of ['/', '/verify', '/shared-database', '/sign-in']) await visitor.opens(page);
    await visitor.opens('/nowhere', 404);
    // A page that needs a sign-in leads there and says where it will go on.
    await visitor.opens('/runs/new');
    assert.match(visitor.page.url(), /\/sign-in\?next=%2Fruns%2Fnew$/);
    await visitor.isRefused('/sign-in', { email: 'admin@mittaphap.example', password: 'wrong password' }, 401);
  }

  async adminFoundsTheHouse(): Promise<void> {
    const admin = await this.as('admin');
    await admin.opens('/organisations');
    for (const [code, { kind, country, name }] of Object.entries(organisations)) {
      await admin.opens('/organisations/new');
      const fields = { ...inThree('name', name), code, kind, country };
      if (this.organisationIds.size === 0) await admin.isRefused('/organisations', fields, 422, 'validFrom');
      await admin.submits('/organisations', { ...fields, validFrom: '2025-03-01' });
      await admin.reads(this.house.say(name));
      this.organisationIds.set(code, admin.id);
    }
    for (const [who, { name, role, of, language }] of Object.entries(staff))
      await this.invites(admin, who, { name, roles: [role], organisationId: this.organisationIds.get(of)!, language });
    await admin.opens('/admin');
    await admin.reads(staff.vioit.name);
  }

  async vioitPlansTheRun(): Promise<void> {
    const vioit = await this.as('vioit');
    const { of, name, sex, language } = instructor;
    const lecturer = { name, sex, language, roles: ['instructor'], organisationId: this.organisationIds.get(of)! };
    await this.invites(vioit, 'instructor', lecturer);
    await vioit.opens('/programmes/new');
    await vioit.submits('/programmes/new', { code: programme.code, ...inThree('title', programme.title) });
    const programmeId = vioit.id;
    await vioit.opens('/courses/new');
    await vioit.submits('/courses/new', {
      programmeId,
      code: course.code,
      ...inThree('title', course.title),
      units: String(course.units),
      attendanceThreshold: String(course.attendanceThreshold),
      ...Object.fromEntries(course.requiredOutputs.map(({ kind, count }) => [`required.${kind}.count`, String(count)])),
      hasAssessment: ['true'],
    });
    this.courseId = vioit.id;
    await vioit.opens('/programmes');
    await vioit.opens('/courses');
    await vioit.opens(`/runs/new?courseId=${this.courseId}`);
    const { place, capacity, ...dates } = run;
    await vioit.submits(`courseId=${this.courseId}`, {
      ...dates,
      ...inThree('place', place),
      capacity: String(capacity),
    });
    this.runId = vioit.id;
    await vioit.follows('/quotas');
    const rows = Object.entries(quotas).flatMap(([code, seats], index) => [
      [`quotas.${index}.organisationId`, this.organisationIds.get(code)!],
      [`quotas.${index}.seats`, String(seats)],
    ]);
    await vioit.submits('/quotas', Object.fromEntries(rows));
    for (const [index, { on, topic }] of sessions.entries()) {
      await vioit.opens(`${this.runPage}/sessions/new`);
      const [instructorId] = await vioit.valuesOf('instructorIds');
      const fields = { ...inThree('topic', topic), on, from: '08:00', to: '16:30', units: String(units) };
      await vioit.submits('/sessions/new', { ...fields, instructorIds: [instructorId!] });
      this.sessionIds.push(await vioit.idInLink(this.house.say(sessions[index]!.topic)));
    }
    for (const view of ['week', 'month', 'resource'])
      await vioit.opens(`/calendar?view=${view}&date=${sessions[0]!.on}`);
    for (const form of ['session-series', 'session-moves', 'copy']) await vioit.opens(`${this.runPage}/${form}`);
    await vioit.opens(this.runPage);
    await vioit.submits('/call');
    await vioit.opens('/runs');
    await vioit.reads(run.code);
  }

  async ministriesNominate(): Promise<void> {
    const visitor = await this.house.comes('visitor');
    await visitor.opens('/');
    await visitor.reads(this.house.say(course.title));
    for (const { of, ...details } of nominees) {
      const ministry = await this.as(of.toLowerCase());
      await ministry.opens(`${this.runPage}/nominations`);
      await ministry.follows('/nominations/new');
      const about = Object.entries(details).map(([name, value]) => [`person.${name}`, value]);
      await ministry.submits('/nominations/new', {
        ...Object.fromEntries(about),
        ...inThree('person.position', position),
        'person.traineeKind': 'official',
        letterNumber: `12/${of}`,
      });
      this.nominationIds.push(await ministry.idInLink(details.fullName, '/nominations/'));
    }
    for (const who of ['moic', 'mpwt']) {
      const ministry = await this.as(who);
      await ministry.opens('/');
      await ministry.opens(`${this.runPage}/nominations`);
      await ministry.submits('/letter', { letterNumber: `12/${who}`, letterDate: run.nominationOpensOn });
      await ministry.follows('/submission');
      await ministry.submits('/submission');
      await ministry.opens('/nominations');
      await ministry.opens('/people');
    }
    const mpwt = await this.as('mpwt');
    await mpwt.doesNotRead(nominees[0].fullName);
    await mpwt.opens(`/nominations/${this.nominationIds[0]}`, 404);
    await mpwt.opens('/runs/new', 403);
  }

  async iiceSelects(): Promise<void> {
    const iice = await this.as('iice');
    await iice.opens('/');
    await iice.opens(`${this.runPage}/nominations`);
    await iice.reads(...nominees.map(({ fullName }) => fullName));
    for (const index of [0, 1, 2, 4]) await iice.submits(`/nominations/${this.nominationIds[index]}/selection`);
    for (const index of [3, 5]) {
      await iice.opens(`/nominations/${this.nominationIds[index]}`);
      await iice.submits('/reservation');
    }
    await iice.opens('/nominations');
    await iice.opens(`${this.runPage}/nominations`);
  }

  async vioitConfirmsUntilItIsFull(): Promise<void> {
    const vioit = await this.as('vioit');
    await vioit.opens('/');
    await vioit.opens('/nominations');
    await vioit.opens(`${this.runPage}/nominations`);
    for (const index of [0, 1, 2, 4]) await vioit.submits(`/nominations/${this.nominationIds[index]}/confirmation`);
    await vioit.opens(this.runPage);
    await vioit.reads('3 / 3', '1 / 2');
  }

  async aWithdrawalPromotesTheReserve(): Promise<void> {
    const moic = await this.as('moic');
    await moic.opens(`/nominations/${this.nominationIds[1]}`);
    await moic.isRefused('/withdrawal', {}, 422, 'reason');
    const reason = this.house.say({ lo: 'ຕິດວຽກດ່ວນຢູ່ກະຊວງ', vi: 'Bận việc gấp ở bộ' });
    await moic.submits('/withdrawal', { reason });
    await moic.reads(reason);
    const vioit = await this.as('vioit');
    await vioit.opens(`/nominations/${this.nominationIds[3]}`);
    await vioit.submits('/confirmation');
    await vioit.opens(`${this.runPage}/enrolments?status=active`);
    await vioit.reads(...[0, 2, 3, 4].map((index) => nominees[index]!.fullName));
    await vioit.doesNotRead(nominees[1].fullName);
  }

  async vioitInvitesATrainee(): Promise<void> {
    const vioit = await this.as('vioit');
    await vioit.opens('/people');
    await vioit.opens(`/people/${await vioit.idInLink(nominees[0].fullName)}`);
    const personId = vioit.id;
    await vioit.follows(`personId=${personId}`);
    await this.invites(vioit, 'trainee', { language: this.house.language }, false);
    await vioit.opens(this.runPage);
    await vioit.submits('/call-closing');
    await vioit.reads(run.code);
  }

  async theRunIsHeld(): Promise<void> {
    this.house.at('2026-04-06T00:30:00Z');
    const vioit = await this.as('vioit');
    await vioit.opens(this.runPage);
    await vioit.submits('/start');
    await this.takesTheRoll(0, '2026-04-06', ['present', 'present', 'late', 'present']);
    await this.takesTheRoll(1, '2026-04-07', ['present', null, 'present', null]);
    await this.takesTheRoll(2, '2026-04-08', ['present', 'present', 'present', 'absent']);
  }

  async aMarkIsCorrected(): Promise<void> {
    const teacher = await this.as('instructor');
    await teacher.opens(`/sessions/${this.sessionIds[1]}/roll`);
    await teacher.followsIn(nominees[2].fullName, '/correction');
    const reason = this.house.say({ lo: 'ມາຮຽນແທ້, ຂ້ອຍລືມໝາຍ', vi: 'Có mặt, tôi điểm danh sót' });
    await teacher.submits('/correction', { status: 'present', reason });
    const vioit = await this.as('vioit');
    await vioit.opens('/');
    await vioit.opens(`${this.runPage}/attendance`);
    await vioit.opens(`/attendance-corrections/${await vioit.idInLink(nominees[2].fullName)}`);
    await vioit.reads(reason);
    await vioit.submits('/approval');
    await vioit.opens(`${this.runPage}/attendance`);
    await vioit.reads(nominees[2].fullName);
  }

  async theInstructorAssesses(): Promise<void> {
    const teacher = await this.as('instructor');
    await teacher.opens(`${this.runPage}/assessments`);
    const entries = this.enrolmentIds.flatMap((id, index) => [
      [`outcome.${id}`, index < 3 ? 'passed' : 'failed'],
      [`grade.${id}`, index < 3 ? 'A' : ''],
    ]);
    await teacher.submits('/assessments', Object.fromEntries(entries));
  }

  async theTraineeDelivers(): Promise<void> {
    const trainee = await this.as('trainee');
    await trainee.opens('/');
    await trainee.opens('/me');
    await trainee.opens(`${this.runPage}/outputs`);
    await trainee.follows('/outputs/new');
    const { title, summary, content: written, ...choices } = output;
    const fields = { ...choices, ...inThree('title', title), ...inThree('summary', summary) };
    await trainee.isRefused(
      '/outputs/new',
      { ...fields, sector: '', 'title.lo': '', 'title.vi': '', 'title.en': '' },
      422,
    );
    await trainee.submits('/outputs/new', { ...fields, authorIds: this.enrolmentIds.slice(0, 3) });
    this.outputId = trainee.id;
    const { kind: _, ...report } = written;
    const said = Object.entries(report).map(([field, words]) => inThree(`content.${field}`, words));
    await trainee.submits('/edit/content', Object.assign({}, ...said));
    await trainee.submits('/edit/authors');
    const { name, type, content } = outputFile;
    const buffer = Buffer.from(content);
    await trainee.isRefused('/files', { file: { name: 'x.exe', mimeType: 'application/x-msdownload', buffer } }, 415);
    await trainee.submits('/files', { file: { name, mimeType: type, buffer } });
    await trainee.reads(name);
    await trainee.follows('/edit/check');
    await trainee.submits('/submission');
    const teacher = await this.as('instructor');
    await teacher.opens('/');
    await teacher.opens(`/outputs/${this.outputId}`);
    await teacher.follows('/review');
    await teacher.submits('/acceptance', fullMarksForm);
  }

  async bothSidesPublish(): Promise<void> {
    await lookedThrough(this.house.app);
    for (const who of ['iice', 'vioit']) {
      const side = await this.as(who);
      await side.opens('/outputs');
      await side.opens(`/outputs/${this.outputId}`);
      await side.submits('/publication-approval');
    }
    const visitor = await this.house.comes('visitor');
    for (const q of ['ບໍລິການຫນ້າດ່ານ', 'cai tien dich vu', 'better service']) {
      await visitor.opens(`/shared-database?q=${encodeURIComponent(q)}`);
      await visitor.reads(this.house.say(output.title));
    }
    await visitor.opens('/shared-database?q=nothing-of-the-kind');
    await visitor.opens(`/shared-database/${this.outputId}`);
    await visitor.reads(this.house.say(output.summary), outputFile.name);
    const file = await visitor.downloads(await visitor.endOfLink(outputFile.name));
    assert.equal(file.toString(), outputFile.content);
  }

  async vioitPreparesTheDecision(): Promise<void> {
    this.house.at('2026-04-10T02:00:00Z');
    const vioit = await this.as('vioit');
    await vioit.opens(this.runPage);
    await vioit.submits('/completion');
    await vioit.opens(`${this.runPage}/certificates`);
    await vioit.reads(nominees[4].fullName);
    const { issuePlace, signatory, ...dates } = decision;
    const signs = Object.entries(signatory).map(([name, value]) => [`signatory.${name}`, value]);
    const fields = { ...dates, ...inThree('issuePlace', issuePlace), ...Object.fromEntries(signs) };
    await vioit.isRefused('/certificates', { ...fields, decisionNumber: '' }, 422, 'decisionNumber');
    await vioit.submits('/certificates', fields);
    await vioit.reads(...[0, 2, 3].map((index) => nominees[index]!.fullName));
    // Whoever prepares finds no button to approve with.
    assert.equal(await vioit.page.locator('form[action$="/approval"]').count(), 0);
    await vioit.opens('/certificate-batches');
  }

  async theCoChairApproves(): Promise<void> {
    const chair = await this.as('chair');
    await chair.opens('/');
    await chair.opens('/certificate-batches');
    await chair.opens(`/certificate-batches/${await chair.idInLink(decision.decisionNumber)}`);
    await chair.submits('/approval');
    const { pathname } = new URL(chair.page.url());
    // The page says how far the documents are; whoever waits looks again.
    for (let patience = 100; (await chair.page.locator('.panel meter, .panel .meter').count()) > 0; patience -= 1) {
      assert.ok(patience > 0, 'the documents are never drawn');
      await new Promise((resolve) => setTimeout(resolve, 200));
      await chair.opens(pathname);
    }
    await chair.reads('VL-2026-000001', 'VL-2026-000003');
    await chair.opens('/certificates?status=valid');
    await chair.opens('/certificates/print?status=valid');
    await chair.opens('/certificates/register');
    await chair.reads('VL-2026-000002');
  }

  async theTraineeDownloads(): Promise<void> {
    const trainee = await this.as('trainee');
    await trainee.opens('/');
    await trainee.opens('/certificates');
    await trainee.doesNotRead(nominees[2].fullName);
    this.document = await trainee.downloads('/document.pdf');
    assert.equal(this.document.subarray(0, 5).toString(), '%PDF-');
    await trainee.opens(`/certificates/${await trainee.idInLink('', '/certificates/')}`);
    this.code = /[0-9A-Z]{5}(?:-[0-9A-Z]{5})+/.exec(await trainee.text())?.[0] ?? '';
    assert.notEqual(this.code, '');
  }

  async anyoneVerifies(): Promise<void> {
    const visitor = await this.house.comes('visitor');
    await visitor.opens('/verify');
    await visitor.asks('/verify', { code: this.code });
    assert.ok(visitor.page.url().includes(`/verify/${this.code}`));
    await visitor.reads(nominees[0].fullName, this.house.say(course.title), decision.decisionNumber);
    await visitor.doesNotRead(this.house.say(position));
    await visitor.opens('/verify/00000-00000-00000-00000-00000', 404);
    const verdicts: string[] = [];
    for (const buffer of [
      this.document,
      Buffer.concat([this.document, Buffer.from('\n')]),
      Buffer.from('%PDF-1.7\nsomebody else’s'),
    ]) {
      await visitor.opens('/verify');
      await visitor.submits('/verify', { file: { name: 'document.pdf', mimeType: 'application/pdf', buffer } });
      verdicts.push(await visitor.headline());
    }
    assert.deepEqual(
      verdicts,
      ['valid', 'altered', 'unknown'].map((status) => this.house.words(`verify.status.${status}`)),
    );
  }

  async theRunIsClosed(): Promise<void> {
    const vioit = await this.as('vioit');
    await vioit.opens(this.runPage);
    await vioit.submits('/closing');
    await vioit.opens(`${this.runPage}/sessions`);
    await vioit.opens(`${this.runPage}/nominations`);
    await vioit.opens('/organisations');
  }

  /** On the page of an invitation, or from its menu; the invited person follows the link in their own browser. */
  private async invites(host: Person, who: string, entries: Entries, opens = true): Promise<void> {
    if (opens) await host.opens('/admin/accounts/new');
    await host.submits('/admin/accounts', { email: `${who}@mittaphap.example`, ...entries });
    const link = new URL(await host.page.locator('main .panel .code').innerText());
    const guest = await this.house.comes(who);
    await guest.opens(link.pathname);
    await guest.submits(link.pathname, { password, language: this.house.language });
  }

  /** Marks in the order of the enrolments; null leaves somebody unmarked. */
  private async takesTheRoll(session: number, day: string, marks: (string | null)[]): Promise<void> {
    this.house.at(`${day}T01:10:00Z`);
    const teacher = await this.as('instructor');
    await teacher.opens('/');
    await teacher.opens(`/sessions/${this.sessionIds[session]}/roll`);
    if (this.enrolmentIds.length === 0)
      for (const index of [0, 2, 3, 4]) this.enrolmentIds.push(await teacher.idOfChoice(nominees[index]!.fullName));
    const entries = marks.flatMap((mark, index) => (mark ? [[`marks.${this.enrolmentIds[index]}`, mark]] : []));
    await teacher.submits('/roll', Object.fromEntries(entries), 'save');
    this.house.at(`${day}T09:40:00Z`);
    const later = await this.as('instructor');
    await later.opens(`/sessions/${this.sessionIds[session]}/roll`);
    await later.submits('/roll', {}, 'close');
    await later.submits('/roll-closing');
  }
}
