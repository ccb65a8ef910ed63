import type { INestApplicationContext } from '@nestjs/common';
import type { Actor } from '#libs/kernel';
import {
  ConfirmationService,
  type Nomination,
  NominationsService,
  nominationFields,
  SelectionService,
} from '#libs/nominations';
import { liftBlocks } from './calls.js';
import type { Cast } from './cast.js';
import type { DemoClock } from './demo-clock.js';
import type { DemoRun } from './demo-run.js';
import { demoDocuments, Papers } from './papers.js';

/** Somebody nominated, and by the code of which organisation. */
interface Nominee {
  nomination: Nomination;
  organisation: string;
}

/** How the people of a run come to their seats. */
export class Nominating {
  private readonly papers: Papers;

  constructor(
    private readonly context: INestApplicationContext,
    private readonly clock: DemoClock,
    private readonly cast: Cast,
  ) {
    this.papers = new Papers(context, (days) => clock.day(days));
  }

  async nominate(runId: string, { people: [from, to], withTrainee, code }: DemoRun): Promise<Nominee[]> {
    const nominees: Nominee[] = [];
    const { trainees } = this.cast;
    for (const { personId, organisation } of [...trainees.slice(from, to), ...(withTrainee ? [trainees[0]!] : [])]) {
      const fields = nominationFields.parse({
        personId,
        organisationId: this.cast.organisations.get(organisation),
        letterNumber: `${120 + nominees.length}/${organisation}`,
        letterDate: this.clock.day(-30),
      });
      const nomination = await this.nominations.nominate(this.nominatorOf(organisation), runId, fields);
      nominees.push({ nomination, organisation });
    }
    if (nominees.length === 0) throw new Error(`Nobody is nominated for ${code}`);
    return nominees;
  }

  /** Most dossiers are whole; one health paper is old, one passport is missing, and the last drafts have nothing yet. */
  async handInPapers(nominees: readonly Nominee[]): Promise<void> {
    for (const [index, { nomination, organisation }] of nominees.slice(0, 12).entries()) {
      const kinds = demoDocuments.filter((kind) => kind !== 'passport' || index !== 6);
      await this.papers.handIn(this.nominatorOf(organisation), nomination.id, kinds, index === 5);
    }
  }

  async submit(nominees: readonly Nominee[]): Promise<void> {
    for (const { nomination, organisation } of nominees)
      await this.nominations.submit(this.nominatorOf(organisation), nomination.id);
  }

  /** Something of everything: selected, on reserve, returned, not selected, and some that still wait. */
  async choose(nominees: readonly Nominee[]): Promise<void> {
    for (const [index, { nomination }] of nominees.entries()) {
      const { id } = nomination;
      if (index < 8) {
        await liftBlocks(this.context, this.lao, nomination);
        await this.selection.select(this.lao, id, {});
      } else if (index < 11) await this.selection.reserve(this.lao, id, {});
      else if (index === 11)
        await this.selection.return(this.lao, id, { reason: 'ໜັງສືສະເໜີຍັງບໍ່ມີກາປະທັບ', until: this.clock.day(10) });
      else if (index === 12) await this.selection.notSelect(this.lao, id, { reason: 'ໄດ້ເຂົ້າຮ່ວມຫຼັກສູດນີ້ແລ້ວ' });
    }
  }

  async selectAll(nominees: readonly Nominee[]): Promise<void> {
    for (const { nomination } of nominees) await this.selection.select(this.lao, nomination.id, {});
  }

  async confirm(nominees: readonly Nominee[]): Promise<void> {
    const vn = this.cast.actor('vn_coordinator');
    for (const { nomination } of nominees) await this.context.get(ConfirmationService).confirm(vn, nomination.id);
  }

  private nominatorOf(organisation: string): Actor {
    return this.cast.actor('nominator', organisation);
  }

  private get lao(): Actor {
    return this.cast.actor('lao_coordinator');
  }

  private get nominations(): NominationsService {
    return this.context.get(NominationsService);
  }

  private get selection(): SelectionService {
    return this.context.get(SelectionService);
  }
}
