// A visitor without scripts and without haste: looks at a page when programs have done their part, keeps cookies, reads
// pages as text, and posts the forms that it finds on them.
import { password, quiet } from './product.ts';

export interface Answer {
  status: number;
  /** Path and query after redirects. */
  path: string;
  text: string;
  headers: Headers;
}

export type Fields = { [name: string]: string | string[] | { name: string; content: string | Buffer } };

export interface Visitor {
  get(path: string): Promise<Answer>;
  /** One request, no redirect followed. */
  send(
    method: string,
    path: string,
    body?: FormData | URLSearchParams,
    headers?: Record<string, string>,
  ): Promise<Answer>;
  /** The answer as it comes, for a stream that goes on. */
  open(path: string, signal: AbortSignal): Promise<Response>;
  /** Posts with the hidden fields of the page's form of that action, and goes where it leads. */
  post(page: Answer, action: string, fields: Fields): Promise<Answer>;
  signIn(username: string): Promise<Answer>;
}

export const pdf = Buffer.from('%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n');

export function fromHtml(html: string): string {
  return html
    .replace(/&#x([0-9a-f]+);/gi, (_, hex: string) => String.fromCodePoint(Number.parseInt(hex, 16)))
    .replace(/&quot;/g, '"')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&amp;/g, '&');
}

/** The form that posts to that path, up to its end. */
export function formTo(page: Answer, action: string): string {
  for (const [form] of page.text.matchAll(/<form[^>]*>[\s\S]*?<\/form>/g)) {
    const target = /action="([^"]*)"/.exec(form)?.[1];
    if (target !== undefined && fromHtml(target).endsWith(action)) return form;
  }
  throw new Error(
    `Expected a form to ${action} on ${page.path}, but there is none: ${page.text.slice(0, 2000)}`,
  );
}

/** Its hidden fields and what it already holds. */
function prefilled(form: string): [string, string][] {
  const found: [string, string][] = [];
  for (const [input] of form.matchAll(/<input[^>]*>/g)) {
    const attribute = (name: string) => new RegExp(`\\s${name}="([^"]*)"`).exec(input)?.[1];
    const name = attribute('name');
    const type = attribute('type');
    if (name === undefined || type === 'file' || type === 'radio') continue;
    if (type === 'checkbox' && !/\schecked/.test(input)) continue;
    found.push([fromHtml(name), fromHtml(attribute('value') ?? '')]);
  }
  return found;
}

export function createVisitor(url: string): Visitor {
  const cookies = new Map<string, string>();

  const cookieText = () => [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');

  async function send(
    method: string,
    path: string,
    body?: FormData | URLSearchParams,
    headers: Record<string, string> = {},
  ): Promise<Answer> {
    if (method === 'GET') await quiet(url);
    const cookie = cookieText();
    const response = await fetch(new URL(path, url), {
      method,
      redirect: 'manual',
      headers: { ...(cookie && { cookie }), ...headers },
      ...(body && { body }),
    });
    for (const set of response.headers.getSetCookie()) {
      const [pair = ''] = set.split(';');
      const [name = '', value = ''] = pair.split('=');
      if (/expires=Thu, 01 Jan 1970/i.test(set)) cookies.delete(name);
      else cookies.set(name, value);
    }
    return { status: response.status, path, text: await response.text(), headers: response.headers };
  }

  async function follow(answer: Answer): Promise<Answer> {
    const location = answer.headers.get('location');
    return answer.status >= 300 && answer.status < 400 && location
      ? follow(await send('GET', location))
      : answer;
  }

  const visitor: Visitor = {
    send,
    open: (path, signal) => fetch(new URL(path, url), { headers: { cookie: cookieText() }, signal }),
    get: async (path) => follow(await send('GET', path)),
    async post(page, action, fields) {
      const form = formTo(page, action);
      const target = fromHtml(/action="([^"]*)"/.exec(form)?.[1] ?? '');
      const data = new FormData();
      for (const [name, value] of prefilled(form)) if (!(name in fields)) data.append(name, value);
      for (const [name, value] of Object.entries(fields)) {
        if (typeof value === 'string') data.append(name, value);
        else if (Array.isArray(value)) for (const one of value) data.append(name, one);
        else data.append(name, new Blob([new Uint8Array(Buffer.from(value.content))]), value.name);
      }
      const isMultipart = /enctype="multipart/.test(form);
      const plain = new URLSearchParams(
        [...data].map(([name, value]): [string, string] => [name, String(value)]),
      );
      return follow(await send('POST', target, isMultipart ? data : plain));
    },
    async signIn(username) {
      return visitor.post(await visitor.get('/entrar'), '/entrar', { username, password });
    },
  };
  return visitor;
}
