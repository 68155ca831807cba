// The drawing of a case on paper: the whole of it, then in parts that can be read, those that the case went through.

import type { Way } from '../../drawing/drawingSvg.ts';
import { drawingSvg, extentOf, meets } from '../../drawing/drawingSvg.ts';
import type { Box, Drawing } from '../../drawing/readDrawing.ts';
import { onPaper, plainText } from '../../reports/files/paper.ts';
import type { Page } from '../../reports/files/pdfPage.ts';

/** Points for each unit of the drawing, at which names can be read. */
const READABLE = 0.55;
/** Points that a part may be high. */
const HIGH = 560;
/** Parts at most: a longer way is on the page of its replay. */
const MOST = 12;

export interface PaperWords {
  title: string;
  description: string;
  part(number: number, of: number): string;
}

export function drawOnPaper(page: Page, drawing: Drawing, way: Way, words: PaperWords): void {
  const whole = extentOf(drawing);
  const scale = Math.min(page.width / whole.width, HIGH / whole.height);
  figure(page, drawing, way, whole, scale, words, words.title);
  if (scale >= READABLE) return;
  const parts = partsOf(whole, page.width / READABLE, HIGH / READABLE).filter((part) =>
    drawing.shapes.some((shape) => way.marks.has(shape.id) && meets(shape, part)),
  );
  for (const [at, part] of parts.slice(0, MOST).entries()) {
    const caption = words.part(at + 1, Math.min(parts.length, MOST));
    page.room(part.height * READABLE + 30);
    page.paragraph('P', caption, { size: 8, color: 'quiet' });
    figure(page, drawing, way, part, READABLE, words, caption);
  }
}

function figure(
  page: Page,
  drawing: Drawing,
  way: Way,
  part: Box,
  scale: number,
  words: PaperWords,
  caption: string,
): void {
  const svg = drawingSvg(drawing, way, { id: 'paper', title: '', description: '', part, scale });
  const alternative = `${caption}. ${words.description}`;
  page.figure(plainText(alternative), plainText(onPaper(svg)), part.width * scale, part.height * scale);
}

/** From left to right and downward, each as large as paper allows and none larger than what is left. */
function partsOf(whole: Box, width: number, height: number): Box[] {
  const parts: Box[] = [];
  for (let y = whole.y; y < whole.y + whole.height; y += height)
    for (let x = whole.x; x < whole.x + whole.width; x += width)
      parts.push({
        x,
        y,
        width: Math.min(width, whole.x + whole.width - x),
        height: Math.min(height, whole.y + whole.height - y),
      });
  return parts;
}
