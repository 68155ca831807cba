// The pages of a document as they are filled from top to bottom: paragraphs, blocks beside each other, figures, and a
// structure of tags that says what each of them is.
import { colorOf, plainText } from './paper.ts';

export type Tag = 'H1' | 'H2' | 'P';

export interface Style {
  size: number;
  bold?: boolean;
  /** A token. */
  color?: string;
}

export interface Page {
  readonly document: PDFKit.PDFDocument;
  readonly root: PDFKit.PDFStructureElement;
  readonly left: number;
  readonly width: number;
  y(): number;
  moveTo(y: number): void;
  gap(points: number): void;
  /** Begins another page unless so much is left of this one. */
  room(points: number): boolean;
  paragraph(tag: Tag, text: string, style: Style): void;
  /** Lines below each other in a column; gives where they end. */
  block(
    tag: Tag,
    lines: [text: string, size: number, bold: boolean, color: string][],
    x: number,
    y: number,
    width: number,
  ): number;
  figure(alternative: string, svg: string, width: number, height: number): void;
  /** A line that only looks: no reader says it. */
  rule(y: number, color: string): void;
  finish(words: { footer: string; page(number: number, of: number): string }): Promise<Buffer>;
}

const MARGIN = 48;
const FOOT = 34;

export const fontOf = (bold: boolean | undefined): string => (bold ? 'Helvetica-Bold' : 'Helvetica');

export async function startPage({ title, lang }: { title: string; lang: string }): Promise<Page> {
  const [{ default: PdfDocument }, { default: svgToPdf }] = await Promise.all([
    import('pdfkit'),
    import('svg-to-pdfkit'),
  ]);
  const document = new PdfDocument({
    size: 'LETTER',
    margins: { top: MARGIN, left: MARGIN, right: MARGIN, bottom: MARGIN + FOOT },
    pdfVersion: '1.7',
    tagged: true,
    lang: lang === 'es' ? 'es-CO' : 'en',
    displayTitle: true,
    bufferPages: true,
    info: { Title: title, Creator: 'Cauce', Producer: 'Cauce' },
  });
  const chunks: Buffer[] = [];
  document.on('data', (chunk: Buffer) => chunks.push(chunk));
  const ended = new Promise<void>((resolve) => document.on('end', resolve));
  const root = document.struct('Document');
  document.addStructure(root);
  const width = document.page.width - 2 * MARGIN;
  const bottom = document.page.height - MARGIN - FOOT;
  let y = MARGIN;

  function room(points: number): boolean {
    if (y + points <= bottom) return false;
    document.addPage();
    y = MARGIN;
    return true;
  }

  return {
    document,
    root,
    left: MARGIN,
    width,
    y: () => y,
    moveTo: (to) => {
      y = to;
    },
    gap: (points) => {
      y += points;
    },
    room,
    paragraph(tag, text, { size, bold, color = 'ink' }) {
      const plain = plainText(text);
      document.font(fontOf(bold)).fontSize(size);
      const height = document.heightOfString(plain, { width });
      room(height);
      const top = y;
      root.add(
        document.struct(tag, {}, () => {
          document
            .font(fontOf(bold))
            .fontSize(size)
            .fillColor(colorOf(color))
            .text(plain, MARGIN, top, { width });
        }),
      );
      y = top + height + size * 0.4;
    },
    block(tag, lines, x, top, wide) {
      let at = top;
      root.add(
        document.struct(tag, {}, () => {
          for (const [text, size, bold, color] of lines) {
            const plain = plainText(text);
            document.font(fontOf(bold)).fontSize(size).fillColor(color).text(plain, x, at, { width: wide });
            at += document.heightOfString(plain, { width: wide }) + 1;
          }
        }),
      );
      return at;
    },
    figure(alternative, svg, wide, high) {
      room(high + 8);
      const top = y;
      root.add(
        document.struct('Figure', { alt: alternative }, () => {
          svgToPdf(document, svg, MARGIN, top, {
            width: wide,
            height: high,
            assumePt: true,
            fontCallback: () => 'Helvetica',
          });
        }),
      );
      y = top + high + 8;
    },
    rule(at, color) {
      document.markContent('Artifact', { type: 'Layout' });
      document
        .moveTo(MARGIN, at)
        .lineTo(MARGIN + width, at)
        .lineWidth(0.5)
        .strokeColor(colorOf(color))
        .stroke();
      document.endMarkedContent();
    },
    async finish({ footer, page }) {
      root.end();
      const { start, count } = document.bufferedPageRange();
      for (let number = start; number < start + count; number += 1) {
        document.switchToPage(number);
        // Below the margin, where text would begin another page.
        document.page.margins.bottom = 0;
        document.markContent('Artifact', { type: 'Pagination' });
        const at = document.page.height - MARGIN;
        document.font('Helvetica').fontSize(8).fillColor(colorOf('quiet'));
        document.text(plainText(footer), MARGIN, at, { width: width * 0.75, lineBreak: false });
        document.text(page(number - start + 1, count), MARGIN, at, { width, align: 'right' });
        document.endMarkedContent();
      }
      document.end();
      await ended;
      return Buffer.concat(chunks);
    },
  };
}
