// Every pair of colors that the pages put together can be read, in the light and in the dark.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';

const css = readFileSync(fileURLToPath(new URL('../../admin/styles/tokens.css', import.meta.url)), 'utf8');
const [lightCss = '', darkCss = ''] = css.split('@media (prefers-color-scheme: dark)');

function tokensOf(text: string): Map<string, string> {
  return new Map(
    [...text.matchAll(/--([\w-]+):\s*(#[0-9a-f]{6})/gi)].map(([, name = '', color = '']) => [name, color]),
  );
}

function luminance(color: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(color.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** WCAG 2.2, 1.4.3. */
function contrast(one: string, other: string): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

const states = ['on-time', 'at-risk', 'overdue', 'paused'];
const texts: [string, string][] = [
  ...['ink', 'quiet', 'cauce', 'cauce-deep', ...states].flatMap((text): [string, string][] => [
    [text, 'paper'],
    [text, 'raised'],
  ]),
  ...['ink', 'quiet', 'cauce', 'cauce-deep', 'on-time', 'at-risk', 'overdue'].map(
    (text): [string, string] => [text, 'wash'],
  ),
  ['on-cauce', 'cauce'],
  ['on-cauce', 'cauce-deep'],
  ['ink', 'overdue-wash'],
  ['overdue', 'overdue-wash'],
  ['ink', 'at-risk-wash'],
];
const marks: [string, string][] = [
  ['edge', 'paper'],
  ['edge', 'raised'],
  ['cauce', 'paper'],
  ['cauce', 'raised'],
];

describe.each([
  ['light', tokensOf(lightCss)],
  ['dark', tokensOf(darkCss)],
])('in the %s', (_, tokens) => {
  const of = (name: string) => tokens.get(name) ?? '#ff00ff';

  test('every color has a value', () => {
    for (const [one, other] of [...texts, ...marks])
      expect([tokens.has(one), tokens.has(other)]).toEqual([true, true]);
  });

  test.each(texts)('text of %s on %s has at least 4.5 to 1', (text, ground) => {
    expect(contrast(of(text), of(ground))).toBeGreaterThanOrEqual(4.5);
  });

  test.each(marks)('marks of %s on %s have at least 3 to 1', (mark, ground) => {
    expect(contrast(of(mark), of(ground))).toBeGreaterThanOrEqual(3);
  });
});
