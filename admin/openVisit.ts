// Makes the visit of a request: language, mount path, posted fields, and how a template is shown with its frame.
import type { Request, Response } from 'express';
import { anonymous, authorize, type Identity, identityOf, type Principal } from './engine.ts';
import { isLanguage, type Language, text } from './render/locale.ts';
import { renderTemplate } from './render/templates.ts';
import { filesOf } from './uploads.ts';
import { notFound, type Pages, type View, type Visit } from './visit.ts';

const languageCookie = 'cauce_lang';

export function cookieOf(request: Request, name: string): string | undefined {
  for (const part of (request.headers.cookie ?? '').split(';')) {
    const [key, value] = part.split('=', 2);
    if (key?.trim() === name) return value?.trim();
  }
  return undefined;
}

/** The address says it first, then what the visitor chose before; Spanish otherwise. */
function languageOf(request: Request, response: Response): Language {
  const asked = request.query.lang;
  if (isLanguage(asked)) {
    response.cookie(languageCookie, asked, { sameSite: 'lax', maxAge: 365 * 86_400_000, path: '/' });
    return asked;
  }
  const chosen = cookieOf(request, languageCookie);
  return isLanguage(chosen) ? chosen : 'es';
}

function postedOf(request: Request): Map<string, string[]> {
  const posted = new Map<string, string[]>();
  const body: unknown = request.body;
  if (typeof body !== 'object' || body === null) return posted;
  for (const [name, value] of Object.entries(body)) {
    const values = Array.isArray(value) ? value : [value];
    posted.set(
      name,
      values.filter((one): one is string => typeof one === 'string'),
    );
  }
  return posted;
}

const rail: [path: string, label: string, shown: (principal: Principal) => boolean][] = [
  ['/inicio', 'nav.home', () => true],
  ['/tareas', 'nav.tasks', (who) => who.roles.some((role) => ['staff', 'leader', 'admin'].includes(role))],
  ['/casos', 'nav.cases', (who) => authorize(who, 'case:list')],
  ['/equipo', 'nav.team', (who) => who.roles.includes('leader')],
  ['/tablero', 'nav.reports', (who) => authorize(who, 'report:read')],
  // Leaders begin one from the list of cases: five words are as many as are read at a glance.
  ['/procesos', 'nav.processes', (who) => authorize(who, 'definition:read') && !isOnlyLeader(who)],
  ['/auditoria', 'nav.audit', (who) => authorize(who, 'audit:read')],
  ['/calendarios', 'nav.calendars', (who) => authorize(who, 'calendar:write')],
  ['/catalogos', 'nav.catalogs', (who) => authorize(who, 'catalog:write')],
  ['/admin', 'administration.nav', (who) => authorize(who, 'people:write')],
];

function isOnlyLeader({ roles }: Principal): boolean {
  return roles.includes('leader') && !roles.some((role) => ['designer', 'admin'].includes(role));
}

/** Only what a person may open; the longest address that the page is under is where they are. */
function navOf(visit: { base: string; lang: Language; principal: Principal }, path: string) {
  const shown = rail.filter(([, , isShown]) => isShown(visit.principal));
  const under = shown.map(([at]) => at).filter((at) => path === at || path.startsWith(`${at}/`));
  const current = under.sort((a, b) => b.length - a.length)[0];
  return shown.map(([at, label]) => ({
    href: visit.base + at,
    label: text(visit.lang, label),
    current: at === current,
  }));
}

interface LanguageSwitch {
  lang: Language;
  /** A link, where the page can be asked for again. */
  href?: string;
  /** A form, whose answers the switch takes along. */
  action?: string;
}

/** What answers a post without a form has no address to come back to, and may show what is shown only once. */
function otherLanguage(request: Request, lang: Language, action: string | false | undefined): LanguageSwitch {
  const other: Language = lang === 'es' ? 'en' : 'es';
  if (action) return { lang: other, action: `${action}?lang=${other}` };
  if (request.method !== 'GET') return { lang: other };
  const url = new URL(request.originalUrl, 'http://localhost');
  url.searchParams.set('lang', other);
  return { lang: other, href: url.pathname + url.search };
}

function assetsOf(pages: Pages, base: string, islands: string[]) {
  const found = islands.map((name) => pages.assets.island(name)).filter((island) => island !== undefined);
  const address = (file: string) => `${base}/assets/${file}`;
  const styles = [pages.assets.styles, ...found.flatMap((island) => island.styles)];
  return {
    styles: styles.filter((file) => file !== undefined).map(address),
    scripts: found.map((island) => address(island.script)),
  };
}

export function openVisit(pages: Pages, request: Request, response: Response): Visit {
  const identity: Identity | null = identityOf(request);
  const lang = languageOf(request, response);
  const base = request.baseUrl;
  const posted = postedOf(request);
  const principal = identity?.principal ?? anonymous;
  response.setHeader('Content-Language', lang);
  return {
    ...pages,
    request,
    response,
    lang,
    base,
    identity,
    principal,
    posted,
    files: filesOf(request),
    t: (key, values) => text(lang, key, values),
    query: (name) => {
      const value = request.query[name];
      return typeof value === 'string' && value !== '' ? storable(value) : undefined;
    },
    field: (name) => storable(posted.get(name)?.[0] ?? ''),
    key: (name) => {
      const value = String(request.params[name]);
      const key = /^\d{1,16}$/.test(value) ? Number(value) : Number.NaN;
      if (!Number.isSafeInteger(key)) throw notFound();
      return key;
    },
    param: (name) => storable(String(request.params[name] ?? '')),
    show(template: string, view: View, status = 200) {
      const html = renderTemplate(template, {
        ...view,
        lang,
        base,
        timeZone: pages.options.timeZone,
        person: identity && { name: identity.name, username: principal.username },
        csrf: identity?.session?.csrf,
        nav: identity ? navOf({ base, lang, principal }, request.path) : [],
        otherLanguage: otherLanguage(request, lang, view.formAction),
        // Said first by a screen reader, before anything of the page.
        faulty: [409, 413, 422].includes(status),
        ...assetsOf(pages, base, ['copyButton', 'printButton', ...(view.islands ?? [])]),
      });
      response.status(status).type('html').send(html);
    },
    go: (path) => response.redirect(303, base + path),
  };
}

/** No row holds such text, and PostgreSQL does not even take it to look for. */
function storable(text: string): string {
  return Buffer.from(text.replaceAll('\0', '\ufffd')).toString();
}
