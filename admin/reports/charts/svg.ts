// Makes a drawn chart fit for a page: no inline styles (the page's policy forbids them), no script hooks, a name and a
// description that are read aloud, and colours that follow the page into the dark.
const attributesOf = (style: string): string =>
  style
    .split(';')
    .map((part) => part.split(':'))
    .filter(([name, value]) => name && value && name.trim() !== 'font-family')
    .map(([name = '', value = '']) => ` ${name.trim()}="${value.trim()}"`)
    .join('');

const escapes: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
export const escaped = (text: string): string => text.replace(/[&<>"]/g, (sign) => escapes[sign] ?? sign);

export interface Named {
  /** Unique on the page. */
  id: string;
  title: string;
  description: string;
  className: string;
}

export function cleanSvg(drawn: string, { id, title, description, className }: Named): string {
  const inside = drawn
    .replace(/<style\s*>[\s\S]*?<\/style>/g, '')
    .replace(/<rect [^>]*fill="none"[^>]*><\/rect>\n?/, '')
    .replace(/ (?:class|ecmeta_\w+|pointer-events|xml:space|cursor)="[^"]*"/g, '')
    .replace(/ style="([^"]*)"/g, (_, style: string) => attributesOf(style))
    .replace(/zr\d+-/g, `${id}-`)
    .replace(/\n+/g, '');
  const [, width = '', height = ''] = /^<svg width="(\d+)" height="(\d+)"/.exec(drawn) ?? [];
  const body = inside.slice(inside.indexOf('>') + 1, inside.lastIndexOf('</svg>'));
  return `<svg class="${className}" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-labelledby="${id}-t ${id}-d" xmlns="http://www.w3.org/2000/svg"><title id="${id}-t">${escaped(title)}</title><desc id="${id}-d">${escaped(description)}</desc>${body}</svg>`;
}
