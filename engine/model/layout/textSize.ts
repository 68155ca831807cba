// How large a text is drawn: Arial's widths, broken into lines as the viewer breaks them.
import type { TextBlock } from './drawing.ts';

/** Thousandths of the font size, from the space (32) to the tilde (126). */
const WIDTHS = (
  '278 278 355 556 556 889 667 191 333 333 389 584 278 333 278 278 556 556 556 556 556 556 556 556 556 556 278 278 ' +
  '584 584 584 556 1015 667 667 722 722 667 611 778 722 278 500 667 556 833 722 778 667 778 722 667 611 722 667 944 ' +
  '667 667 611 278 278 278 469 556 333 556 556 500 556 556 278 556 556 222 222 500 222 833 556 556 556 556 333 500 ' +
  '278 556 500 722 500 500 500 334 260 334 584'
)
  .split(' ')
  .map(Number);

const LINE_HEIGHT = 1.2;
export const INSIDE_FONT = 12;
export const OUTSIDE_FONT = 11;

export function textWidth(text: string, fontSize: number): number {
  let sum = 0;
  // Accents are drawn above their letter and add nothing to its width.
  for (const letter of text.normalize('NFD')) {
    const code = letter.codePointAt(0) as number;
    if (code >= 0x300 && code < 0x370) continue;
    sum += WIDTHS[code - 32] ?? (code === 0xbf || code === 0xb7 ? 611 : 700);
  }
  return (sum * fontSize) / 1000;
}

export function linesOf(text: string, width: number, fontSize: number): string[] {
  const lines: string[] = [];
  const open = text.split(/\r?\n/);
  for (let line = open.shift(); line !== undefined; line = open.shift()) {
    let fit = line;
    for (let wide = textWidth(fit, fontSize); wide > width && fit.length > 1; wide = textWidth(fit, fontSize))
      fit = shortened(fit, wide, width);
    if (fit.length < line.length) open.unshift(line.slice(fit.length).trim());
    lines.push(fit.trimEnd());
  }
  return lines;
}

/** The viewer estimates by the number of characters where a line may end, and looks again. */
function shortened(line: string, width: number, most: number): string {
  const length = Math.max((line.length * most) / width, 1);
  let kept = '';
  for (const part of line.split(/(\s|-)/g)) {
    if (part.length + kept.length >= length) break;
    kept += part;
  }
  if (kept !== '' && kept.length < line.length) return kept;
  return line.slice(0, Math.max(Math.round(length - 1), 1));
}

export function blockOf(text: string, width: number, fontSize: number): TextBlock {
  const lines = linesOf(text, width, fontSize);
  const widest = Math.max(...lines.map((line) => textWidth(line, fontSize)));
  return { width: Math.ceil(widest) + 2, height: Math.ceil(lines.length * fontSize * LINE_HEIGHT) };
}

/** The viewer never breaks the lines of a label that is narrower than this. */
const LEAST_LABEL = 90;

/** Labels are narrow where that costs few lines: wide ones only for long texts. */
export function labelOf(text: string): TextBlock | undefined {
  if (text.trim() === '') return undefined;
  const widths = [LEAST_LABEL, 105, 120, 140, 160];
  const fitting = widths.find((width) => linesOf(text, width, OUTSIDE_FONT).length <= 3);
  const width = fitting ?? (160 as number);
  const lines = linesOf(text, width, OUTSIDE_FONT);
  const { width: widest, height } = blockOf(text, width, OUTSIDE_FONT);
  if (width === LEAST_LABEL) return { width: Math.min(widest, LEAST_LABEL), height };
  // The viewer breaks the lines again, by the width that is written: it must come to the same lines.
  let narrow = Math.max(widest, LEAST_LABEL + 1);
  while (narrow < width && linesOf(text, narrow, OUTSIDE_FONT).length > lines.length) narrow += 1;
  return { width: narrow, height };
}

/** Half the height of an activity that its icon, in the upper left corner, leaves free. */
const ICON = 26;

/** The smallest of few sizes that holds the name of an activity and keeps it off the icon. */
export function activitySize(name: string): { width: number; height: number } {
  for (const [width, height] of [
    [100, 80],
    [120, 80],
    [140, 80],
    [160, 80],
    [140, 100],
    [160, 100],
    [180, 100],
  ] as const) {
    const block = blockOf(name, width - 14, INSIDE_FONT);
    const isBelowIcon = block.height <= height - 2 * ICON + 2 || block.width <= width - 2 * ICON;
    if (block.width <= width - 10 && block.height <= height - 14 && isBelowIcon) return { width, height };
  }
  return { width: 220, height: Math.max(100, blockOf(name, 200, INSIDE_FONT).height + 2 * ICON) };
}
