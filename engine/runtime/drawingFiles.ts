// Which files are drawings: `.bpmn` and `.bpmn20.xml` by their name, any other `.xml` by what it holds.
import { open } from 'node:fs/promises';
import { join } from 'node:path';

const NAMED = /\.(bpmn|bpmn20\.xml)$/i;
const XML = /\.xml$/i;
const BPMN = 'http://www.omg.org/spec/BPMN/20100524/MODEL';
/** Bytes in which the root element has to begin, behind comments and what else may stand before it. */
const HEAD = 65_536;

export function isDrawing(name: string, content: Uint8Array): boolean {
  return NAMED.test(name) || (XML.test(name) && holdsBpmn(content.subarray(0, HEAD)));
}

/** The same of a file that nobody has read yet; no more than its beginning is. */
export async function isDrawingFile(path: string): Promise<boolean> {
  if (NAMED.test(path) || !XML.test(path)) return NAMED.test(path);
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(HEAD), 0, HEAD, 0);
    return holdsBpmn(buffer.subarray(0, bytesRead));
  } finally {
    await file.close();
  }
}

/** Names are looked at before any file is. */
export async function holdDrawing(folder: string, names: readonly string[]): Promise<boolean> {
  if (names.some((name) => NAMED.test(name))) return true;
  for (const name of names) if (await isDrawingFile(join(folder, name))) return true;
  return false;
}

function holdsBpmn(head: Uint8Array): boolean {
  // What matters here is ASCII, in UTF-16 with a NUL beside each letter.
  const text = new TextDecoder('latin1').decode(head).replaceAll('\0', '');
  return /^(?:[\w.-]+:)?definitions[\s>/]/.test(rootOf(text)) && text.includes(BPMN);
}

/** From the name of the root element on. */
function rootOf(text: string): string {
  let at = text.indexOf('<');
  while (at >= 0) {
    const isComment = text.startsWith('<!--', at);
    if (!isComment && !/[?!]/.test(text.charAt(at + 1))) return text.slice(at + 1);
    const end = text.indexOf(isComment ? '-->' : '>', at + 1);
    at = end < 0 ? -1 : text.indexOf('<', end);
  }
  return '';
}
