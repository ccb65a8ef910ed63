import type { Column } from './columns.js';
import { type NomineeName, nominees } from './world.js';

const all = Object.keys(nominees) as NomineeName[];
const industry: NomineeName[] = ['anong', 'deng', 'khamla', 'sone', 'phet'];
const transport: NomineeName[] = ['vilay', 'noy', 'tick'];
const submitted: NomineeName[] = ['anong', 'khamla', 'sone', 'phet', 'vilay', 'tick'];
const selected: NomineeName[] = ['anong', 'sone', 'vilay'];
const enrolled: NomineeName[] = ['anong', 'vilay'];

type Known = Partial<Record<Column, readonly NomineeName[]>>;

const chr = (known: readonly NomineeName[]): Known => ({ laoChair: known, vnChair: known });
const own: Known = { nom: industry, dep: ['phet'], nom2: transport, trn: ['anong'], trn2: ['vilay'] };

/** One kind of thing known about a nominee, and who may ever be told it, wherever they look. */
interface Secret {
  what: string;
  of: (who: NomineeName) => string[];
  to: Known;
  /** Where else it may be read: names of authors are published with their outputs. */
  except?: (column: Column, address: string, who: NomineeName) => boolean;
}

/** The trainees of a run name each other as authors. */
const asAuthor = (column: Column, address: string, who: NomineeName): boolean => {
  if (address.includes('/shared-database')) return who === 'anong';
  const drafts = /output-authors$|outputs\/new$|outputs\/:drafted\/edit\/authors$/.test(address);
  return drafts && ['trn', 'trn2'].includes(column) && enrolled.includes(who);
};

export const secrets: Secret[] = [
  {
    what: 'name',
    of: (who) => [nominees[who].fullName, nominees[who].fullNameLatin],
    to: { ...own, lao: all, vn: selected, ...chr(all), ins: enrolled, aud: all, adm: all },
    except: asAuthor,
  },
  {
    what: 'contact',
    of: (who) => [nominees[who].phone, nominees[who].email],
    to: { ...own, lao: all, vn: selected },
  },
  {
    what: 'birth date',
    of: (who) => [nominees[who].birthDate],
    to: { ...own, lao: all, vn: selected },
    // It stands on the certificate and in the register book.
    except: (column, address) =>
      (['laoChair', 'vnChair'].includes(column) && address.includes('/certificate')) ||
      (column === 'aud' && address.includes('register')),
  },
  {
    what: 'end of the identity number',
    of: (who) => [`••••${nominees[who].identityNumber.slice(-4)}`],
    to: { ...own, lao: all, vn: selected, aud: all },
  },
  {
    what: 'identity number',
    of: (who) => [nominees[who].identityNumber],
    to: {},
    except: (column, address, who) =>
      address.endsWith('/identity-number') && ((own[column]?.includes(who) ?? false) || ['lao', 'vn'].includes(column)),
  },
  {
    what: 'letter',
    of: (who) => [`LETTER-${who}`],
    to: { ...own, lao: submitted, vn: selected, ...chr(all), aud: all },
  },
  { what: 'note', of: (who) => [`NOTE-${who}`], to: { ...own, lao: submitted, vn: selected } },
];

/** What an answer to this column says that it must not; empty when all is well. */
export function leaksIn(column: Column, address: string, text: string): string[] {
  return secrets.flatMap(({ what, of, to, except }) =>
    all
      .filter((who) => !to[column]?.includes(who) && !except?.(column, address, who))
      .filter((who) => of(who).some((value) => text.includes(value)))
      .map((who) => `${address} tells ${column} the ${what} of ${who}`),
  );
}
