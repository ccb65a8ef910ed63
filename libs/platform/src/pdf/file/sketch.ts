import { number } from '../text-line.js';

/**
 * Lines and shapes of a page. Lengths in points, from the page's top left corner downwards; colours #rrggbb. Whatever
 * is saved must be restored.
 */
export class Sketch {
  private readonly operators: string[];

  constructor(readonly page: { readonly width: number; readonly height: number }) {
    this.operators = [`q 1 0 0 -1 0 ${number(page.height)} cm`];
  }

  save = () => this.add('q');
  restore = () => this.add('Q');
  stroke = () => this.add('S');
  lineWidth = (width: number) => this.add(width, 'w');
  strokeColor = (colour: string) => this.add(`${rgb(colour)} RG`);
  moveTo = (x: number, y: number) => this.add(x, y, 'm');
  lineTo = (x: number, y: number) => this.add(x, y, 'l');
  rect = (x: number, y: number, width: number, height: number) => this.add(x, y, width, height, 're');
  translate = (x: number, y: number) => this.transform(1, 0, 0, 1, x, y);

  bezierCurveTo = (x1: number, y1: number, x2: number, y2: number, x: number, y: number) =>
    this.add(x1, y1, x2, y2, x, y, 'c');

  fill = (colour: string) => this.add(`${rgb(colour)} rg f`);

  /** Clockwise, in degrees, around the origin. */
  rotate(degrees: number): this {
    const angle = (degrees * Math.PI) / 180;
    const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
    return this.transform(cos, sin, -sin, cos, 0, 0);
  }

  /** Everything drawn, as operators of a content stream. */
  content(): string {
    return `${this.operators.join('\n')}\nQ`;
  }

  private transform(...matrix: [number, number, number, number, number, number]): this {
    return this.add(...matrix.map((value) => Math.round(value * 1e6) / 1e6).map(String), 'cm');
  }

  private add(...words: (number | string)[]): this {
    this.operators.push(words.map((word) => (typeof word === 'number' ? number(word) : word)).join(' '));
    return this;
  }
}

/** A colour as three components for `rg` and `RG`. */
export function rgb(colour: string): string {
  return [1, 3, 5].map((at) => number(Number.parseInt(colour.slice(at, at + 2), 16) / 255)).join(' ');
}
