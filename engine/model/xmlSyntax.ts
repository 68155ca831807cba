// Text that is no XML: what the XML library found and where, as a problem of ours in both languages.
import type { Report } from './report.ts';

export type Position = { line: number; column: number };

/** The library's sentences begin so. */
const WORDS = {
  end: /^(unexpected end of file|unclosed )/,
  tags: /^(closing tag mismatch|missing open tag|close tag)/,
  attribute: /attribute|xmlns|closing quotes|^missing namespace on/,
};

/** At the end of the file the library knows no line, and gives the place from the file's start as the column. */
const NO_LINE = /^(unexpected end of file|missing start tag)/;

export function reportSyntax(detail: string, at: Position, text: string, report: Report): void {
  const where = NO_LINE.test(detail) ? positionOf(text, at.column - 1) : at;
  const values = { line: where.line, column: where.column };
  if (WORDS.end.test(detail)) report.error('XML_ENDS_EARLY', values);
  else if (WORDS.tags.test(detail)) report.error('XML_TAGS_MISMATCHED', values);
  else if (WORDS.attribute.test(detail)) report.error('XML_ATTRIBUTE_MALFORMED', values);
  else report.error('XML_MALFORMED', values);
}

/** Lines and columns count from 1, as editors show them. */
function positionOf(text: string, offset: number): Position {
  const before = text.slice(0, offset).split(/\r\n|\r|\n/);
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}
