// The text by which somebody consents: `consents/*.md` of a process folder, with its title and version above the words.
import { createHash } from 'node:crypto';

export interface ConsentText {
  title: string;
  version: string;
  /** Markdown. */
  text: string;
  /** SHA-256 of the file as it was deployed: what was on the screen can be shown again. */
  hash: string;
}

const LONGEST = 20_000;
const HEAD = /^\uFEFF?---[ \t]*\r?\n([\s\S]*?)\r?\n---[ \t]*\r?\n([\s\S]*)$/;

/** The text, or what it lacks. */
export function readConsent(content: Buffer): ConsentText | { wrong: 'title' | 'version' | 'text' } {
  const [, head = '', body = ''] = HEAD.exec(content.toString('utf8')) ?? [];
  const title = lineOf(head, 'title');
  if (title === undefined) return { wrong: 'title' };
  const version = lineOf(head, 'version');
  if (version === undefined) return { wrong: 'version' };
  const text = body.trim();
  if (text === '' || text.length > LONGEST) return { wrong: 'text' };
  return { title, version, text, hash: createHash('sha256').update(content).digest('hex') };
}

function lineOf(head: string, name: string): string | undefined {
  const found = new RegExp(`^${name}:[ \\t]*(\\S.{0,199})$`, 'm').exec(head)?.[1];
  return found?.trim();
}
