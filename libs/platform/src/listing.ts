import { z } from 'zod';

/** A page of a list in the form every list answers. `total` is absent when the caller did not want to pay for it. */
export interface Listing<Item> {
  items: Item[];
  page: number;
  pageSize: number;
  total?: number;
  /** Cursor for `after`: the place of the last item; absent when this was the last page. */
  next?: string;
}

/** What every list takes. Rooms extend it with their filters and name their sort keys. */
export const listQuery = z.strictObject({
  page: z.coerce.number().int().min(1).max(100_000).default(1),
  pageSize: z.coerce.number().int().min(1).max(200).default(50),
  sort: z.string().max(100).optional(),
  q: z.string().max(200).optional(),
  after: z.string().max(500).optional(),
  total: z.enum(['true', 'false']).default('true'),
});

export type ListQuery = z.output<typeof listQuery>;

/** The same list with its items shaped by `shape`. */
export const mapListing = <From, To>(listing: Listing<From>, shape: (item: From) => To): Listing<To> => ({
  ...listing,
  items: listing.items.map(shape),
});
