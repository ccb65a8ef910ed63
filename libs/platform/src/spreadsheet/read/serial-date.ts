import { addDays, type LocalDate, localDate } from '#libs/kernel';

const lastSerial = 2_958_465;
const from1904 = 1462;

/**
 * The day of a serial number, its time of day left off; null for what is none. Workbooks count from 1900, those made on
 * old Macintoshes from 1904. Excel has a 29 February 1900 that never was: days before it are one off, itself is none.
 */
export function dateOfSerial(serial: number, is1904 = false): LocalDate | null {
  const day = Math.floor(serial) + (is1904 ? from1904 : 0);
  if (!(day >= 1 && day <= lastSerial) || day === 60) return null;
  return addDays(localDate('1899-12-30'), day < 60 ? day + 1 : day);
}
