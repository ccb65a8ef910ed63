// What may be done to a signed file after it was signed.

/** The places from `from` up to `to`, spread by chance, the same at every run. */
export function* somePlaces(from: number, to: number, count: number, seed = 20_260_302): Generator<number> {
  let state = seed;
  for (let drawn = 0; drawn < count; drawn += 1) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    yield from + Math.floor((state / 2 ** 32) * (to - from));
  }
}

/** One byte changed, to another that depends on the place. */
export function changedAt(file: Buffer, place: number): Buffer {
  const changed = Buffer.from(file);
  changed[place]! ^= 1 + (place % 255);
  return changed;
}

/** Where the bytes of the signature stand, with their angle brackets: all else is signed. */
export function unsignedStretch(file: Buffer): { from: number; to: number } {
  const [, from, to] = /\/ByteRange \[0 (\d+) (\d+) \d+\]/.exec(file.toString('latin1'))!;
  return { from: Number(from), to: Number(to) };
}

/** The ways in which programs append to a file instead of writing it anew: each shows something else than was signed. */
export function appendedUpdates(file: Buffer): Buffer[] {
  const text = file.toString('latin1');
  const startOf = Number(/startxref\s+(\d+)\s+%%EOF\s*$/.exec(text)![1]);
  const size = Number(/\/Size (\d+)/.exec(text)![1]);
  const root = /\/Root (\d+ \d+ R)/.exec(text)![1]!;
  const page = /(\d+) 0 obj\s*<<[^>]*\/Type ?\/Page[^s]/.exec(text)?.[1];
  const update = (number: number, body: string): Buffer => {
    const at = file.length + 1;
    const object = `\n${number} 0 obj\n${body}\nendobj\n`;
    const table = `xref\n${number} 1\n${String(at).padStart(10, '0')} 00000 n \n`;
    const trailer = `trailer\n<</Size ${Math.max(size, number + 1)}/Root ${root}/Prev ${startOf}>>\n`;
    const end = `startxref\n${file.length + object.length}\n%%EOF\n`;
    return Buffer.concat([file, Buffer.from(`${object}${table}${trailer}${end}`, 'latin1')]);
  };
  return [
    Buffer.concat([file, Buffer.from('\n')]),
    Buffer.concat([file, Buffer.from('% a remark\n%%EOF\n')]),
    update(size, '<</Note (another object)>>'),
    ...(page ? [update(Number(page), '<</Type/Page/MediaBox [0 0 10 10]>>')] : []),
    Buffer.concat([file, file]),
  ];
}
