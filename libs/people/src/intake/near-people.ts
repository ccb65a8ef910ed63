import type { LocalDate } from '#libs/kernel';
import { swapped } from '../merge/resemblance.rules.js';
import { phoneKeyOf } from '../merge/sound.rules.js';

/** What near people are found by. Shaped like a person, or like what is said of one. */
export interface NearTraits {
  /** Names, as they sound. */
  sounds: readonly string[];
  /** The name as it is searched for. */
  name: string;
  birthDate: LocalDate | null;
  phone: string;
  email: string;
}

/** So many are compared with one row at most, the likeliest first. */
const most = 50;
/** So many of one drawer are looked at. */
const mostOfDrawer = 20;

/**
 * People whose names sound alike, in drawers by what else may speak for them. A name that half a house shares is not
 * compared with all of it: sound and one more trait have to be the same, or a birth date one slip away.
 */
export class NearPeople<Somebody> {
  private readonly drawers = new Map<string, Somebody[]>();

  add(somebody: Somebody, traits: NearTraits): void {
    for (const sound of traits.sounds)
      for (const trait of [...traitsOf(traits), ...slips(traits.birthDate)]) this.put(`${sound} ${trait}`, somebody);
  }

  /** Likeliest first, each once. */
  of(traits: NearTraits): Somebody[] {
    const found = new Set<Somebody>();
    const { birthDate } = traits;
    const turned = birthDate && swapped(birthDate);
    const wanted = [...traitsOf(traits), ...(turned ? [`d${turned}`] : []), 'd?', ...slips(birthDate)];
    for (const trait of wanted)
      for (const sound of traits.sounds)
        for (const somebody of this.drawers.get(`${sound} ${trait}`) ?? []) {
          found.add(somebody);
          if (found.size >= most) return [...found];
        }
    return [...found];
  }

  private put(key: string, somebody: Somebody): void {
    const drawer = this.drawers.get(key);
    if (!drawer) this.drawers.set(key, [somebody]);
    else if (drawer.length < mostOfDrawer) drawer.push(somebody);
  }
}

function traitsOf({ name, birthDate, phone, email }: NearTraits): string[] {
  const called = phoneKeyOf(phone);
  return [
    `n${name}`,
    birthDate === null ? 'd?' : `d${birthDate}`,
    ...(called ? [`p${called}`] : []),
    ...(email ? [`e${email.toLowerCase()}`] : []),
  ];
}

/** The date with each of its digits left open. */
const slips = (date: LocalDate | null): string[] =>
  [...(date ?? '')].flatMap((digit, at) => (digit === '-' ? [] : [`d${date!.slice(0, at)}_${date!.slice(at + 1)}`]));
