// saxen ships no types; these are the members that this folder uses.
declare module 'saxen' {
  export class Parser {
    on(event: 'openTag', hook: (name: string, attributes: () => Record<string, string>) => void): this;
    on(event: 'closeTag' | 'text' | 'cdata' | 'attention', hook: (text: string) => void): this;
    on(event: 'error' | 'warn', hook: (error: Error) => void): this;
    write(xml: string): this;
    end(): Error | null;
  }
}
