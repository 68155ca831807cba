// A small subset of Markdown: headings, bold, italic, code, lists and links. Everything is escaped before it is read.
import { escapeHtml, isLinkable, linkTag } from './safeHtml.ts';

const MAX_LENGTH = 200_000;

/** Stands for a line break of a value: it breaks the line where it is shown, and never begins a block of Markdown. */
const BREAK = '\uE002';
const BREAKS = /\uE002/g;
const BLANK_LINES = /\uE002{2,}/;
const MARKS = /[\uE000-\uE002]/g;

/** Makes a value from data read as plain text, with its own line breaks, wherever it lands in a Markdown text. */
export function escapeMarkdown(text: string): string {
  return text
    .replace(MARKS, '')
    .replace(/[\\`*_[\]()#+\-.!<>~|]/g, '\\$&')
    .trim()
    .replace(/[^\S\r\n]*(?:\r\n?|\n)[^\S\r\n]*/g, BREAK);
}

type Block = { kind: 'p'; lines: string[] } | { kind: 'ul' | 'ol'; items: string[] };

export function renderMarkdown(source: string): string {
  let out = '';
  let block: Block | undefined;
  const close = () => {
    if (block?.kind === 'p') out += block.lines.join(BREAK).split(BLANK_LINES).map(paragraph).join('');
    else if (block)
      out += `<${block.kind}>${block.items.map((item) => `<li>${inline(item)}</li>`).join('')}</${block.kind}>`;
    block = undefined;
  };
  for (const line of source.slice(0, MAX_LENGTH).split(/\r\n?|\n/)) {
    const heading = /^(#{1,6})\s+(.*)$/.exec(line);
    const item = /^\s*(?:([-*+])|(\d{1,9})[.)])\s+(.*)$/.exec(line);
    if (line.trim() === '') close();
    else if (heading) {
      close();
      // The page has its own first heading, so the form's start at the second level.
      const level = Math.min(6, (heading[1]?.length ?? 1) + 1);
      out += `<h${level}>${inline(heading[2] ?? '')}</h${level}>`;
    } else if (item) {
      const kind = item[1] ? 'ul' : 'ol';
      if (block?.kind !== kind) {
        close();
        block = { kind, items: [] };
      }
      (block as { items: string[] }).items.push(item[3] ?? '');
    } else {
      if (block?.kind !== 'p') {
        close();
        block = { kind: 'p', lines: [] };
      }
      (block as { lines: string[] }).lines.push(line);
    }
  }
  close();
  return out;
}

function paragraph(text: string): string {
  return `<p>${inline(text)}</p>`;
}

const LINK = /\[((?:[^[\]\\]|\\.)+)\]\(((?:[^()\s\\\uE002]|\\.)+)\)/g;

/** Code and links are set aside under private-use marks, so that no later rule reads inside them. */
function inline(raw: string): string {
  const kept: string[] = [];
  const keep = (html: string) => `\uE000${kept.push(html) - 1}\uE001`;
  let text = raw.replace(/[\uE000\uE001]/g, '');
  text = text.replace(/`([^`]+)`/g, (_whole, code: string) => keep(`<code>${escapeHtml(code)}</code>`));
  text = text.replace(LINK, (whole, label: string, address: string) => {
    const plain = unescapeMarkdown(address);
    return isLinkable(plain) ? keep(linkTag(plain)) + label + keep('</a>') : whole;
  });
  text = text.replace(/\\([\\`*_[\]()#+\-.!<>~|])/g, (_whole, character: string) =>
    keep(escapeHtml(character)),
  );
  text = escapeHtml(text);
  text = text.replace(
    /\*\*([^*]+)\*\*|__([^_]+)__/g,
    (_whole, a?: string, b?: string) => `<strong>${a ?? b}</strong>`,
  );
  text = text.replace(/\*([^*\s][^*]*)\*/g, '<em>$1</em>').replace(/(?<!\w)_([^_]+)_(?!\w)/g, '<em>$1</em>');
  const restored = text.replace(/\uE000(\d+)\uE001/g, (_whole, index: string) => kept[Number(index)] ?? '');
  return restored.replace(BREAKS, '<br>');
}

function unescapeMarkdown(text: string): string {
  return text.replace(/\\([\\`*_[\]()#+\-.!<>~|])/g, '$1');
}
