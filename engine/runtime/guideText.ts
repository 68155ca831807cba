// A guide for whoever attends at first: `guides/*.md` of a process folder, with what it is about above its words.

/** A way to solve something; what a product or a channel is; when and how to pass a case on; an answer to give. */
export const GUIDE_KINDS = ['solution', 'product', 'channel', 'escalation', 'answer'] as const;

export type GuideKind = (typeof GUIDE_KINDS)[number];

export interface GuideText {
  title: string;
  kind: GuideKind;
  /** Values or names of products, areas, typologies or topics that it is for; none: for all. */
  products: string[];
  typologies: string[];
  /** Markdown. */
  text: string;
}

const LONGEST = 20_000;
const HEAD = /^\uFEFF?---[ \t]*\r?\n([\s\S]*?)\r?\n---[ \t]*\r?\n([\s\S]*)$/;

/** The guide, or what it lacks. */
export function readGuide(content: Buffer): GuideText | { wrong: 'title' | 'kind' | 'text' } {
  const [, head = '', body = ''] = HEAD.exec(content.toString('utf8')) ?? [];
  const title = lineOf(head, 'title');
  if (title === undefined) return { wrong: 'title' };
  const said = lineOf(head, 'kind') ?? 'solution';
  const kind = GUIDE_KINDS.find((each) => each === said);
  if (!kind) return { wrong: 'kind' };
  const text = body.trim();
  if (text === '' || text.length > LONGEST) return { wrong: 'text' };
  return { title, kind, products: listOf(head, 'product'), typologies: listOf(head, 'typology'), text };
}

export const isGuideName = (name: string): boolean => /(^|\/)guides\/[^/]+\.md$/.test(name);

function lineOf(head: string, name: string): string | undefined {
  const found = new RegExp(`^${name}:[ \\t]*(\\S.{0,499})$`, 'm').exec(head)?.[1];
  return found?.trim();
}

function listOf(head: string, name: string): string[] {
  const items = (lineOf(head, name) ?? '').split(',').map((item) => item.trim());
  return items.filter((item) => item !== '');
}
