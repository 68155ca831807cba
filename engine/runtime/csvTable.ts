// CSV as RFC 4180 has it: quotes, doubled quotes, line ends inside quotes; every row knows the line it begins on.

export interface CsvTable {
  /** Cells of the first line, trimmed. */
  header: string[];
  rows: CsvRow[];
  /** Line of a quote that was opened and never closed. */
  open?: number;
}

export interface CsvRow {
  /** The header's is 1. */
  line: number;
  cells: string[];
}

/** Undefined where the bytes are no text. */
export function csvText(content: Buffer): string | undefined {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(content);
    return text.includes('\0') ? undefined : text;
  } catch {
    // The one way to ask whether bytes are UTF-8 and have them.
    return undefined;
  }
}

/** Comma or semicolon, whichever the header holds. Rows without any value are left out. */
export function readCsv(text: string): CsvTable {
  const clean = text.replace(/^\uFEFF/, '');
  const first = clean.slice(0, clean.search(/\r?\n|$/));
  const separator = first.includes(';') && !first.includes(',') ? ';' : ',';
  const { rows, open } = cells(clean, separator);
  const [header, ...rest] = rows;
  return {
    header: (header?.cells ?? []).map((cell) => cell.trim()),
    rows: rest.filter((row) => row.cells.some((cell) => cell !== '')),
    ...(open !== undefined && { open }),
  };
}

function cells(text: string, separator: string): { rows: CsvRow[]; open?: number } {
  const rows: CsvRow[] = [];
  let row: CsvRow = { line: 1, cells: [] };
  let cell = '';
  let opened = 0;
  let line = 1;
  for (let at = 0; at < text.length; at++) {
    const char = text[at] as string;
    if (char === '\n') line += 1;
    if (opened > 0) {
      if (char !== '"') cell += char;
      else if (text[at + 1] === '"') {
        cell += '"';
        at += 1;
      } else opened = 0;
    } else if (char === '"' && cell === '') opened = line;
    else if (char === separator) {
      row.cells.push(cell);
      cell = '';
    } else if (char === '\n') {
      row.cells.push(cell.replace(/\r$/, ''));
      rows.push(row);
      row = { line, cells: [] };
      cell = '';
    } else cell += char;
  }
  if (cell !== '' || row.cells.length > 0) rows.push({ ...row, cells: [...row.cells, cell] });
  return { rows, ...(opened > 0 && { open: opened }) };
}
