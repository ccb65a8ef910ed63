/** Somebody a mail is from or to. */
export interface PostalAddress {
  name: string;
  address: string;
}

// Nothing that could end a header line, open a comment or begin a second address.
const plainAddress = /^[^\s@<>()[\]\\,;:"\p{Cc}]+@[^\s@<>()[\]\\,;:"\p{Cc}]+$/u;

/** One address and nothing else: what would smuggle in a header or a second receiver is none. */
export const isPlainAddress = (address: string): boolean => address.length <= 254 && plainAddress.test(address);

const lineBreaking = /[\p{Cc}\u2028\u2029]+/gu;

/** One line for a header, NFC. */
export const headerLine = (text: string): string => text.normalize('NFC').replace(lineBreaking, ' ').trim();

/** `Name <a@b>` or `a@b`; null when it is neither. */
export function readAddress(text: string): PostalAddress | null {
  const named = /^([^<>]*)<([^<>]+)>$/.exec(text.trim());
  const [name, address] = named ? [named[1]!, named[2]!] : ['', text];
  return isPlainAddress(address.trim())
    ? { name: headerLine(name.replace(/^"|"$/g, '').replace(/"\s*$/, '')), address: address.trim() }
    : null;
}

/** `s••••@office.example`: enough to recognise, not to write to. */
export function maskedAddress(address: string): string {
  const [name, domain] = address.split('@');
  return `${[...(name ?? '')][0] ?? ''}••••@${domain ?? ''}`;
}
