import { Check, Entity, Index } from 'typeorm';
import { enforce, firstDenial, type LocalisedText, languages, pickText, searchKey, sortKey } from '#libs/kernel';
import {
  id,
  instant,
  json,
  Key,
  largeJson,
  list,
  longText,
  orNull,
  References,
  Stored,
  text,
  textBefore,
  whole,
} from '#libs/platform';
import { CourseRun } from '#libs/training';
import { mayBecome, wordsOf } from './content.rules.js';
import type { OutputContent } from './content.types.js';
import type { Criterion, Gate } from './criteria.js';
import type { Licence } from './licences.js';
import { mayEdit, mayStep, type Step, steps } from './output.rules.js';
import type { AccessLevel, OutputKind, OutputStatus, Sector, Zone } from './output.types.js';

/** What the authors say of their output. */
export interface OutputDescription {
  kind: OutputKind;
  title: LocalisedText;
  summary: LocalisedText;
  sector: Sector;
  province: string | null;
  zone: Zone | null;
  gate: Gate | null;
  /** Names of the enterprises concerned, in their own script. */
  enterprises: string[];
  criteria: Criterion[];
  licence: Licence;
  accessLevel: AccessLevel;
  /** Null where nothing was said yet. */
  content: OutputContent | null;
}

const fits = (key: string, length: number) => [...key].slice(0, length).join('');

/** One version of a practical product of a run. Once published it never changes again but for its withdrawal. */
@Entity('output')
@Index('uq_output_version', ['originalId', 'versionNumber'], { unique: true })
@Index('ix_output_published', ['status', 'publishedAt', 'id'])
@Index('ix_output_run', ['runId', 'status', 'kind'])
@Check('ck_output_version_number', 'version_number >= 1')
export class Output {
  @Key() id: string;
  @Stored(id()) @References(() => CourseRun) runId: string;
  @Stored(text(20)) kind: OutputKind;
  @Stored(json()) title: LocalisedText;
  @Stored(json()) summary: LocalisedText;
  @Stored(text(40)) sector: Sector;
  @Stored(orNull(text(5))) province: string | null;
  @Stored(orNull(text(60))) zone: Zone | null;
  @Stored(orNull(text(40))) gate: Gate | null;
  @Stored(list()) enterprises: string[];
  @Stored(list()) criteria: Criterion[];
  @Stored(textBefore(40, 'all_rights_reserved')) licence: Licence;
  @Stored(text(12)) accessLevel: AccessLevel;
  @Stored(orNull(largeJson())) content: OutputContent | null;
  @Stored(text(20)) status: OutputStatus;
  /** Id of the first version; its own for that one. */
  @Stored(id()) originalId: string;
  /** 1, 2, …: every published version stays beside the next. */
  @Stored(whole()) versionNumber: number;
  @Stored(orNull(id())) createdBy: string | null;
  @Stored(instant()) createdAt: Date;
  @Stored(orNull(instant())) submittedAt: Date | null;
  @Stored(orNull(instant())) acceptedAt: Date | null;
  @Stored(orNull(instant())) publishedAt: Date | null;
  /** Calendar year of publication in Viet Nam and Laos. */
  @Stored(orNull(whole())) publishedYear: number | null;
  @Stored(orNull(instant())) withdrawnAt: Date | null;
  /** Why it was returned or withdrawn. */
  @Stored(orNull(longText())) statusReason: string | null;
  /** Title, summary, enterprises and content in all languages, folded, as much as there is room for. */
  @Stored(longText()) searchKey: string;
  // Short enough for a list's cursor.
  @Stored(text(250)) titleSortLo: string;
  @Stored(text(250)) titleSortVi: string;
  @Stored(text(250)) titleSortEn: string;
  @Stored(whole()) version: number;

  describe(description: OutputDescription): void {
    enforce(firstDenial(mayEdit(this.status), mayBecome(description.kind, description.content)));
    const { title, summary, enterprises } = Object.assign(this, description);
    if (this.content?.kind !== this.kind) this.content = null;
    const words = [
      ...languages.flatMap((language) => [title[language], summary[language]]),
      ...enterprises,
      ...(this.content ? wordsOf(this.content) : []),
    ];
    this.searchKey = fits(words.map(searchKey).join('\n'), 16_000);
    this.titleSortLo = fits(sortKey(pickText(title, 'lo').text), 250);
    this.titleSortVi = fits(sortKey(pickText(title, 'vi').text), 250);
    this.titleSortEn = fits(sortKey(pickText(title, 'en').text), 250);
  }

  submit(at: Date): void {
    this.step('submit');
    this.submittedAt = at;
    this.statusReason = null;
  }

  accept(at: Date): void {
    this.step('accept');
    this.acceptedAt = at;
  }

  /** Back to its authors, by the course side or, once accepted, by an approving side. */
  return(reason: string): void {
    this.step(this.status === 'accepted' ? 'sendBack' : 'return');
    this.acceptedAt = null;
    this.statusReason = reason;
  }

  publish(at: Date, year: number): void {
    this.step('publish');
    this.publishedAt = at;
    this.publishedYear = year;
  }

  withdraw(reason: string, at: Date): void {
    this.step('withdraw');
    this.withdrawnAt = at;
    this.statusReason = reason;
  }

  private step(step: Step): void {
    enforce(mayStep(step, this.status));
    this.status = steps[step].to;
  }
}
