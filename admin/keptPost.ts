// What somebody sends after their session ended is not lost: it goes along through the door, and comes back to its form.
import type { Request, RequestHandler } from 'express';
import { isGenuine } from './engine.ts';
import { openVisit } from './openVisit.ts';
import type { PageRoute } from './route.ts';
import type { PostReaders } from './uploads.ts';
import type { Pages, Visit } from './visit.ts';

/** One name with one of its values, in the order of the form. */
type Kept = [name: string, value: string][];

/** Encoded in a form it must fit where forms without files are read. */
const mostEncoded = 900_000;
/** Ours, and made anew by the page that it comes back to. */
const notKept = new Set(['_csrf', '_form', '_kept', '_do']);

export function keptText(visit: Visit): string | undefined {
  const kept: Kept = [...visit.posted].flatMap(([name, values]) =>
    notKept.has(name) ? [] : values.map((value): Kept[number] => [name, value]),
  );
  const text = JSON.stringify(kept);
  return kept.length > 0 && encodeURIComponent(text).length <= mostEncoded ? text : undefined;
}

/** Undefined where it is nothing that we made. */
export function readKept(text: string): { name: string; value: string }[] | undefined {
  try {
    const read: unknown = JSON.parse(text);
    if (!Array.isArray(read)) return undefined;
    const isPair = (one: unknown): one is Kept[number] =>
      Array.isArray(one) && one.length === 2 && one.every((part) => typeof part === 'string');
    return read.filter(isPair).map(([name, value]) => ({ name, value }));
  } catch {
    return undefined;
  }
}

/** Shows the typed answers as a form of hidden fields that goes back to where they were typed. */
export function showKept(visit: Visit, kept: string, to: string, token: string): void {
  visit.show('keptAnswers', {
    title: visit.t('keptAnswers.title'),
    fields: readKept(kept) ?? [],
    action: visit.base + to,
    token,
  });
}

/** Only what our own page sent: nobody elsewhere plants answers into somebody's form. */
const isOurs = (pages: Pages, request: Request): boolean => isGenuine(request, pages.options, undefined);

/** Before who may do it is asked: nobody signed in sends a form that keeps what was typed. */
export function keepAtTheDoor(pages: Pages, route: PageRoute, read: PostReaders): RequestHandler[] {
  if (!route.keeps) return [];
  const forNobody =
    (handler: RequestHandler): RequestHandler =>
    (request, response, next) =>
      openVisit(pages, request, response).identity || !isOurs(pages, request)
        ? next()
        : handler(request, response, next);
  const show: RequestHandler = (request, response) => {
    const visit = openVisit(pages, request, response);
    response.setHeader('Cache-Control', 'no-store');
    const kept = keptText(visit);
    const lost = visit.files.some(({ name, size }) => name !== '' || size > 0);
    const hint = visit.t(kept ? 'keptAnswers.ended' : 'keptAnswers.tooMuch');
    visit.show(
      'signIn',
      {
        title: visit.t('signIn.title'),
        next: request.path,
        kept,
        hint: lost ? `${hint} ${visit.t('keptAnswers.files')}` : hint,
      },
      401,
    );
  };
  return [read.fields, read.ceiling, read.namesOfFiles, show].map(forNobody);
}

/** Somebody signed in anew in another window: the form's token is of the session before. */
export function keepWithOldToken(visit: Visit, route: PageRoute): boolean {
  const token = visit.identity?.session?.csrf;
  if (!route.keeps || token === undefined || !isGenuine(visit.request, visit.options, token)) return false;
  const kept = keptText(visit);
  if (kept === undefined) return false;
  showKept(visit, kept, visit.request.path, token);
  return true;
}
