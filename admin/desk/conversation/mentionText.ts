// Finds whom a text calls by `@username`, and cuts it into what is plain and what is a name.

/** As usernames are written; a stop at the end belongs to the sentence. */
const called = /(?<![\p{L}\p{N}_@.+-])@([A-Za-z0-9_.+-][A-Za-z0-9_@.+-]{0,255})/gu;

/** What stands after each `@`, with and without the marks at its end. */
function candidatesOf(name: string): string[] {
  const bare = name.replace(/[.+-]+$/, '');
  return bare === name ? [name] : [name, bare];
}

/** Every name that might be a person's. */
export function calledIn(text: string): string[] {
  return [...new Set([...text.matchAll(called)].flatMap(([, name = '']) => candidatesOf(name)))];
}

export interface Segment {
  text: string;
  /** Of somebody who is called. */
  username?: string;
}

/** The text with each of those names as a segment of its own. */
export function segmentsOf(text: string, usernames: readonly string[]): Segment[] {
  const segments: Segment[] = [];
  let from = 0;
  for (const match of text.matchAll(called)) {
    const username = candidatesOf(match[1] ?? '').find((name) => usernames.includes(name));
    if (username === undefined) continue;
    if (match.index > from) segments.push({ text: text.slice(from, match.index) });
    from = match.index + 1 + username.length;
    segments.push({ text: text.slice(match.index, from), username });
  }
  if (from < text.length) segments.push({ text: text.slice(from) });
  return segments;
}
