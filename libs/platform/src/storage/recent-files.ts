/** Bytes of small files that were read lately. What lies under a key never changes, so they need not be read again. */
export class RecentFiles {
  private readonly files = new Map<string, Buffer>();
  private bytes = 0;

  /** `most`: bytes of all together. */
  constructor(private readonly most: number) {}

  find(key: string): Buffer | null {
    const found = this.files.get(key);
    if (!found) return null;
    // Into the last place: whoever stands first has waited longest.
    this.files.delete(key);
    this.files.set(key, found);
    return found;
  }

  /** One that takes more than a tenth of the room is not kept. */
  keep(key: string, content: Buffer): void {
    this.drop(key);
    if (content.length > this.most / 10) return;
    this.files.set(key, content);
    this.bytes += content.length;
    for (const oldest of this.files.keys()) {
      if (this.bytes <= this.most) return;
      this.drop(oldest);
    }
  }

  drop(key: string): void {
    this.bytes -= this.files.get(key)?.length ?? 0;
    this.files.delete(key);
  }
}
