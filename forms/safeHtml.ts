// Lets through only HTML that is plainly harmless: a few tags without attributes, and links to web and mail addresses.
const TAGS = new Set(
  'p br b strong i em u s small sub sup ul ol li dl dt dd h2 h3 h4 h5 h6 blockquote code pre hr div span table thead tbody tr th td'.split(
    ' ',
  ),
);
const VOID = new Set(['br', 'hr']);
const TOKEN = /<[^<>]*>?|>/g;
const PLAIN_TAG = /^<(\/?)([a-z][a-z0-9]*)\s*(\/?)>$/i;
const LINK = /^<a\s+href="([^"<>]*)"\s*>$/i;
const ENTITY = /&(?!(?:[a-z]{2,10}|#\d{1,6}|#x[0-9a-f]{1,5});)/gi;

const ESCAPES: { readonly [character: string]: string } = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
  '`': '&#96;',
  '=': '&#61;',
};

export function escapeHtml(text: string): string {
  return text.replace(/[&<>"'`=]/g, (character) => ESCAPES[character] ?? character);
}

/** Whether an address is an absolute https one, as a browser would read it. */
export function isHttps(address: string): boolean {
  try {
    return new URL(address).protocol === 'https:';
  } catch {
    return false;
  }
}

/** Whether a link may lead there: web pages and mail, and nothing that a browser would run. */
export function isLinkable(address: string): boolean {
  // Browsers drop tabs and newlines within an address, so `java\tscript:` must not slip through.
  if (/[\s\p{Cc}\\]/u.test(address)) return false;
  try {
    return ['https:', 'http:', 'mailto:'].includes(new URL(address).protocol);
  } catch {
    return false;
  }
}

export function linkTag(address: string): string {
  return `<a href="${escapeHtml(address)}" rel="noopener noreferrer nofollow">`;
}

/** The HTML itself if every tag is allowed and closed in order; otherwise the whole source as text. */
export function safeHtml(source: string): string {
  const open: string[] = [];
  let out = '';
  let from = 0;
  for (const match of source.matchAll(TOKEN)) {
    const made = tag(match[0], open);
    if (made === undefined) return asText(source);
    out += source.slice(from, match.index).replace(ENTITY, '&amp;') + made;
    from = match.index + match[0].length;
  }
  return open.length === 0 ? out + source.slice(from).replace(ENTITY, '&amp;') : asText(source);
}

/** The tag to write, or undefined when it is not allowed. Keeps the stack of open tags. */
function tag(token: string, open: string[]): string | undefined {
  const link = LINK.exec(token);
  if (link) {
    const address = decodeAmpersand(link[1] ?? '');
    if (!isLinkable(address) || open.includes('a')) return undefined;
    open.push('a');
    return linkTag(address);
  }
  const plain = PLAIN_TAG.exec(token);
  const name = plain?.[2]?.toLowerCase() ?? '';
  if (!plain || !(TAGS.has(name) || (name === 'a' && plain[1]))) return undefined;
  if (VOID.has(name)) return plain[1] ? undefined : `<${name}>`;
  if (plain[3]) return undefined;
  if (!plain[1]) open.push(name);
  else if (open.pop() !== name) return undefined;
  return `<${plain[1]}${name}>`;
}

/** `&` is the one character that addresses are usually written with as an entity; others make the link refused. */
function decodeAmpersand(address: string): string {
  return address.replaceAll('&amp;', '&');
}

function asText(source: string): string {
  return `<pre class="cf-source">${escapeHtml(source)}</pre>`;
}
