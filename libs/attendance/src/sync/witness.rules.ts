import type { MarkSource, MarkStatus } from '../attendance.rules.js';
import { forwards } from './device-clock.rules.js';

/*
 * What stands of all that was said about one mark, and whether it is disputed. Only from what was said, never from the
 * order in which it arrived: the same words, in whatever order and however often, come to the same on every server.
 */

/** One thing said about one mark, as far as what stands depends on it. */
export interface Word {
  id: string;
  source: MarkSource;
  status: MarkStatus;
  /** By the server's clock. */
  markedAt: Date;
  /** Whose account said it. */
  accountId: string | null;
  deviceId: string | null;
  position: number | null;
  /** What whoever said this had before their eyes. */
  basedOn: string | null;
  /** The how-manieth to be recorded; only decisions, which are made here, go by it. */
  sequence: number | null;
}

/** What stands of one mark. */
export interface Standing<W extends Word = Word> {
  word: W;
  /** When it was said, after all that the same hand said before. */
  at: Date;
  /** What contradicts it, if anything does. */
  other: W | null;
  /** Words that nothing later has overruled: all of the same status unless there is a conflict. */
  last: readonly W[];
}

const decisions: readonly MarkSource[] = ['resolution', 'closing', 'correction'];

const isDecision = ({ source }: Word): boolean => decisions.includes(source);
const sequenceOf = ({ sequence }: Word): number => sequence ?? 0;

/** Roll, check-in and paper are three witnesses of one fact; decisions are of those who take the roll. */
const witnessOf = (word: Word): MarkSource => (isDecision(word) ? 'roll' : word.source);

/** Whoever speaks with one voice: a device of one account, else a witness. Devices name themselves: a name proves nothing. */
const handOf = (word: Word): string =>
  word.deviceId === null ? witnessOf(word) : `device ${word.deviceId} ${word.accountId}`;

const compare = <T extends number | string>(one: T, other: T): number => (one < other ? -1 : Number(one > other));

/** A word among the others of its mark. */
interface Placed<W extends Word> {
  word: W;
  hand: string;
  at: Date;
}

/** All words by hands, each in the order in which it spoke. */
function place<W extends Word>(words: readonly W[]): Placed<W>[] {
  const decided = words.filter(isDecision).sort((one, other) => sequenceOf(one) - sequenceOf(other));
  // What was said without a position goes by its time: after the decision that came before it, unless said earlier.
  const era = (word: W): number[] => {
    const before = decided.findLast((decision) => sequenceOf(decision) <= sequenceOf(word));
    if (!before) return [0, 0];
    return [sequenceOf(before), before === word ? 1 : word.markedAt < before.markedAt ? 0 : 2];
  };
  const inOrder = (one: W, other: W): number => {
    const byPosition = compare(one.position ?? -1, other.position ?? -1);
    if (byPosition !== 0 || one.position !== null) return byPosition || compare(one.id, other.id);
    const [oneEra, onePart] = era(one);
    const [otherEra, otherPart] = era(other);
    const byTime = compare(one.markedAt.getTime(), other.markedAt.getTime());
    return compare(oneEra, otherEra) || compare(onePart, otherPart) || byTime || compare(one.id, other.id);
  };
  return [...Map.groupBy(words, handOf)].flatMap(([hand, own]) => {
    const spoken = own.toSorted(inOrder);
    const times = forwards(spoken.map(({ markedAt }) => markedAt));
    return spoken.map((word, index) => ({ word, hand, at: times[index] }));
  });
}

const bySaying = (one: Placed<Word>, other: Placed<Word>): number =>
  compare(one.at.getTime(), other.at.getTime()) || compare(one.hand, other.hand);

/**
 * The last words: a hand overrules what it said before; whoever has seen a word of the same witness overrules it, and with
 * it what others of that witness had said just so by then; a decision overrules all that was recorded before it.
 */
function lastWords<W extends Word>(placed: readonly Placed<W>[]): Placed<W>[] {
  const byId = new Map(placed.map((one) => [one.word.id, one]));
  const ends = placed.filter(({ hand }, index) => placed[index + 1]?.hand !== hand);
  const sees = ({ word, hand }: Placed<W>, other: Placed<W>): boolean => {
    const seen = word.basedOn === null ? undefined : byId.get(word.basedOn);
    if (!seen || hand === other.hand || witnessOf(word) !== witnessOf(other.word)) return false;
    if (seen === other) return true;
    return seen.word.status === other.word.status && other.word.basedOn !== word.id && bySaying(other, seen) <= 0;
  };
  const decides = ({ word }: Placed<W>, other: Placed<W>): boolean =>
    isDecision(word) && sequenceOf(word) > sequenceOf(other.word);
  const last = ends.filter((one) => !placed.some((other) => sees(other, one) || decides(other, one)));
  // Two that claim to have seen each other have seen nothing.
  return last.length > 0 ? last : ends;
}

/** Of at least one word. Of witnesses who disagree the one who spoke first stands, until a person resolves it. */
export function standingOf<W extends Word>(words: readonly W[]): Standing<W> {
  const last = lastWords(place(words)).sort(bySaying);
  // An excuse says why somebody is away, not whether: it makes an absence excused and never contradicts a presence.
  const excuse = last.findLast(({ word }) => word.source === 'excuse');
  const witnesses = last.filter(({ word }) => word.source !== 'excuse');
  const meaning = ({ word }: Placed<W>): MarkStatus => (excuse && word.status === 'absent' ? 'excused' : word.status);
  const [standing, other] = [...Map.groupBy(witnesses, meaning)].map(([status, same]) => ({
    status,
    end: same.at(-1)!,
  }));
  const stands = excuse && (!standing || standing.status !== standing.end.word.status) ? excuse : standing.end;
  return { word: stands.word, at: stands.at, other: other?.end.word ?? null, last: last.map(({ word }) => word) };
}
