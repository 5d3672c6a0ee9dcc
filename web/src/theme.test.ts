import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const css = readFileSync(new URL('app.css', import.meta.url), 'utf8');

type Color = readonly [lightness: number, chroma: number, hue: number];

/** The colour variables of one theme, as the style sheet has them. */
function theme(selector: string): ReadonlyMap<string, Color> {
  const block = css.slice(css.indexOf(`${selector} {`)).split('}')[0] ?? '';
  const variables = block.matchAll(/--([\w-]+): oklch\(([\d.]+) ([\d.]+) ([\d.]+)\);/g);
  return new Map([...variables].map(([, name, l, c, h]) => [name ?? '', [Number(l), Number(c), Number(h)]]));
}

/** Relative luminance as WCAG 2 has it; what no screen can show is cut off, as browsers do. */
function luminance([lightness, chroma, hue]: Color): number {
  const a = chroma * Math.cos((hue * Math.PI) / 180);
  const b = chroma * Math.sin((hue * Math.PI) / 180);
  const long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const medium = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const short = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  const clamp = (value: number) => Math.min(1, Math.max(0, value));
  const red = clamp(4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short);
  const green = clamp(-1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short);
  const blue = clamp(-0.0041960863 * long - 0.7034186147 * medium + 1.707614701 * short);
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(left: Color, right: Color): number {
  const [darker = 0, lighter = 0] = [luminance(left), luminance(right)].sort((a, b) => a - b);
  return (lighter + 0.05) / (darker + 0.05);
}

const surfaces = ['canvas', 'surface', 'raised', 'hover', 'selected', 'tint'];
const on = (names: readonly string[], backgrounds: readonly string[]) =>
  names.flatMap((name) => backgrounds.map((background) => [name, background] as const));
const texts = [
  ...on(['text', 'muted', 'accent', 'danger'], surfaces),
  ['on-accent', 'accent-solid'],
  ['on-danger', 'danger-solid'],
  ['on-pill-active', 'pill-active'],
  ['on-pill-pending', 'pill-pending'],
  ['on-pill-grey', 'pill-grey'],
] as const;
const marks = on(
  ['mark-idle', 'mark-running', 'mark-needs', 'mark-paused', 'mark-quiet', 'mark-danger', 'mark-ended', 'edge'],
  surfaces,
);

describe.each([
  ['light', ':root'],
  ['dark', '.dark'],
])('the %s theme', (_name, selector) => {
  const variables = theme(selector);
  const ratio = (foreground: string, background: string) => {
    const [front, back] = [variables.get(foreground), variables.get(background)];
    if (front === undefined || back === undefined) throw new Error(`No colour ${foreground} or ${background}`);
    return contrast(front, back);
  };

  it.each(texts)('keeps %s readable on %s', (foreground, background) => {
    expect(ratio(foreground, background)).toBeGreaterThanOrEqual(4.5);
  });

  it.each(marks)('keeps %s visible on %s', (foreground, background) => {
    expect(ratio(foreground, background)).toBeGreaterThanOrEqual(3);
  });
});

it('knows black on white', () => {
  expect(contrast([0, 0, 0], [1, 0, 0])).toBeCloseTo(21, 1);
});
