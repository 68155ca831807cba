// XML whose tags do not match, or that was cut off, as XML that can be parsed: what was left open is closed, what closes
// nothing is left out. What it says is judged by whoever reads it.

const PIECE =
  /<!--[\s\S]*?-->|<!\[CDATA\[[\s\S]*?\]\]>|<\?[\s\S]*?\?>|<\/?[A-Za-z_][\w:.-]*(?:"[^"]*"|'[^']*'|[^<>"'])*>/g;

interface Open {
  name: string;
  /** Where its tag stands in what is written. */
  at: number;
}

export function mendXml(text: string): string {
  const open: Open[] = [];
  const out: string[] = [];
  let from = 0;
  for (const piece of text.matchAll(PIECE)) {
    out.push(text.slice(from, piece.index).replaceAll('<', '&lt;'));
    from = piece.index + piece[0].length;
    const tag = /^<(\/?)([A-Za-z_][\w:.-]*)[\s\S]*?(\/?)>$/.exec(piece[0]);
    const [, closes = '', name = '', isEmpty = ''] = tag ?? [];
    if (tag && closes !== '') close(name, open, out, text);
    else {
      if (tag && isEmpty === '') open.push({ name, at: out.length });
      out.push(piece[0]);
    }
  }
  // After the last whole tag there is only what was cut.
  return (
    out.join('') +
    open
      .reverse()
      .map((each) => `</${each.name}>`)
      .join('')
  );
}

function close(name: string, open: Open[], out: string[], text: string): void {
  const isOpen = open.some((each) => each.name === name);
  const inner = open.at(-1);
  if (!inner) return;
  if (!isOpen) {
    // One of the two is misspelled: the name that nobody closes anywhere.
    const isClosed = text.includes(`</${inner.name}>`);
    if (!isClosed) {
      out[inner.at] = (out[inner.at] ?? '').replace(inner.name, name);
      inner.name = name;
    }
    open.pop();
    out.push(`</${inner.name}>`);
    return;
  }
  for (let last = open.pop(); last; last = open.pop()) {
    out.push(`</${last.name}>`);
    if (last.name === name) return;
  }
}
