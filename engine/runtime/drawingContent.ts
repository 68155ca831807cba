// Which files are drawings, by their name or by what they hold. Runs in the browser too.

export const NAMED = /\.(bpmn|bpmn20\.xml)$/i;
export const XML = /\.xml$/i;
const BPMN = 'http://www.omg.org/spec/BPMN/20100524/MODEL';
/** Bytes in which the root element has to begin, behind comments and what else may stand before it. */
export const HEAD = 65_536;

export function isDrawing(name: string, content: Uint8Array): boolean {
  return NAMED.test(name) || (XML.test(name) && holdsBpmn(content.subarray(0, HEAD)));
}

export function holdsBpmn(head: Uint8Array): boolean {
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
