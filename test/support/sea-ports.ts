import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { stringify } from 'csv-stringify/sync';

interface PortEntry {
  name: string;
  country: string;
  province?: string;
  coordinates?: [longitude: number, latitude: number];
  timezone?: string;
}

const entries: Record<string, PortEntry> = JSON.parse(
  readFileSync(fileURLToPath(import.meta.resolve('sea-ports/lib/ports.json')), 'utf8'),
);

/** The world's sea ports by their UN/LOCODEs, as the openly licensed package `sea-ports` has them. */
export const seaPorts = Object.entries(entries).map(([code, { name, country, province, coordinates, timezone }]) => ({
  code,
  name,
  country,
  province: province ?? '',
  longitude: coordinates?.[0] ?? '',
  latitude: coordinates?.[1] ?? '',
  timezone: timezone ?? '',
}));

/** Rows as a file that is sent. */
export const csvFile = (name: string, rows: readonly object[]) => ({
  name,
  type: 'text/csv',
  content: stringify([...rows], { header: true, bom: true }),
});
