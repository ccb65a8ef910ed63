import type { RegisteredCertificate, RegisterQuery, ShownBook, ShownNote } from '#libs/certificates';
import type { Listing } from '#libs/platform';
import { pagingOfListing, type Visit } from '../../web/index.js';
import { certificateRow } from '../certificate-words.js';

const address = '/certificates/register';

/** As many as one document holds. */
const pagesAtOnce = 50;

export function registerPage(
  visit: Visit,
  query: RegisterQuery,
  books: readonly ShownBook[],
  listing: Listing<RegisteredCertificate>,
) {
  const book = books.find(({ name }) => name === query.book);
  return {
    title: visit.t('certificates.register.title'),
    breadcrumb: [
      { label: visit.t('certificates.title'), href: '/certificates' },
      { label: visit.t('certificates.register.title') },
    ],
    q: query.q ?? '',
    fields: [
      {
        name: 'book',
        label: visit.t('register.book'),
        value: query.book ?? '',
        options: books.map((one) => ({ value: one.name, label: bookWords(visit, one) })),
      },
    ],
    isFiltered: Boolean(query.q || query.book),
    prints: book ? printsOf(visit, book) : [],
    chooseBook: !book && books.length > 0,
    rows: listing.items.map((one) => row(visit, one)),
    paging: pagingOfListing(visit, address, listing),
  };
}

const bookWords = (visit: Visit, { name, kind, year, documents }: ShownBook): string =>
  [
    visit.t('register.bookName', { name, kind: visit.t(`register.kind.${kind}`), year: String(year) }),
    visit.t('register.bookCount', { count: documents }),
  ].join(', ');

/** The last page alone too: it is what is added to the bound ones. */
function printsOf(visit: Visit, { name, pages }: ShownBook) {
  const link = (label: string, from: number, to: number) => ({
    label: visit.t(label, { from, to }),
    href: `${address}/${name}/print.pdf?from=${from}&to=${to}`,
  });
  const documents = Array.from({ length: Math.ceil(pages / pagesAtOnce) }, (_, index) => {
    const from = index * pagesAtOnce + 1;
    const to = Math.min(from + pagesAtOnce - 1, pages);
    return link(from === to ? 'register.printPage' : 'register.printPages', from, to);
  });
  return pages > 1 ? [...documents, link('register.printLast', pages, pages)] : documents;
}

const row = (visit: Visit, { payload, ...certificate }: RegisteredCertificate) => ({
  ...certificateRow(visit, { ...certificate, payload }),
  printedNumber: certificate.printedNumber,
  line: visit.t('register.line', { position: certificate.position }),
  period: payload.period,
  remarks: [
    ...(payload.replacesSerial ? [visit.t('register.replaces', { serial: payload.replacesSerial })] : []),
    ...certificate.notes.map((note) => noteWords(visit, note)),
  ],
});

const noteWords = (visit: Visit, { kind, decidedOn, replacedBy }: ShownNote): string =>
  visit.t(`register.note.${kind}`, { date: decidedOn, serial: replacedBy });
