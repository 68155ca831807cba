// Bytes to text: size, encoding, and what must not be there at all, before any parser sees it.
import { behindSpecial, endOfTag } from './markup.ts';
import type { Report } from './report.ts';

export const MOST_BYTES = 2 * 1024 * 1024;
const MOST_DEPTH = 100;

/** The file as text, or undefined when it was refused. The bytes themselves are kept elsewhere, as they are. */
export function decode(content: Uint8Array | string, report: Report): string | undefined {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content).length : content.length;
  if (bytes > MOST_BYTES) {
    report.error('FILE_TOO_LARGE', { bytes, limit: MOST_BYTES });
    return undefined;
  }
  const text = typeof content === 'string' ? content : textFrom(content, report);
  return text !== undefined && isAcceptable(text, report) ? text : undefined;
}

/** Undefined where the bytes are text in no encoding that we read. */
export function decodeText(bytes: Uint8Array): { text: string; encoding: string } | undefined {
  const declared = declaredEncoding(bytes);
  // Many tools declare an old encoding and write UTF-8 all the same; text that is UTF-8 is hardly ever anything else.
  for (const encoding of ['utf-8', declared]) {
    try {
      return { text: new TextDecoder(encoding, { fatal: true }).decode(bytes), encoding: declared };
    } catch {
      // Not this one: bytes that it does not have, or an encoding nobody knows.
    }
  }
  return undefined;
}

function textFrom(bytes: Uint8Array, report: Report): string | undefined {
  const read = decodeText(bytes);
  if (!read) report.error('ENCODING_NOT_SUPPORTED', { encoding: declaredEncoding(bytes) });
  else if (!/^utf-?8$/i.test(read.encoding)) report.warn('ENCODING_NOT_UTF8', { encoding: read.encoding });
  return read?.text;
}

function declaredEncoding(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  const start = new TextDecoder('latin1').decode(bytes.subarray(0, 300));
  return /^(?:ï»¿)?<\?xml\s[^>]*?encoding\s*=\s*["']([\w.:-]+)["']/i.exec(start)?.[1] ?? 'utf-8';
}

/** Walks the markup once, in linear time, counting depth; a document type is refused wherever a parser would see it. */
function isAcceptable(text: string, report: Report): boolean {
  let depth = 0;
  for (let at = text.indexOf('<'); at >= 0; at = text.indexOf('<', at)) {
    const skipped = behindSpecial(text, at) ?? text.length;
    if (skipped > at) {
      at = skipped;
      continue;
    }
    if (text.startsWith('<!', at)) {
      report.error('DOCTYPE_FORBIDDEN', position(text, at));
      return false;
    }
    const end = endOfTag(text, at) ?? text.length;
    if (text[at + 1] === '/') depth -= 1;
    else if (text[end - 1] !== '/') depth += 1;
    if (depth > MOST_DEPTH) {
      report.error('XML_TOO_DEEP', { limit: MOST_DEPTH, ...position(text, at) });
      return false;
    }
    at = end;
  }
  return true;
}

function position(text: string, at: number): { line: number; column: number } {
  const before = text.slice(0, at);
  return { line: before.split('\n').length, column: at - before.lastIndexOf('\n') };
}
