// Links to the next page of a list, by the store's cursor, keeping what was filtered.
import type { Page } from '../engine.ts';
import type { Visit } from '../visit.ts';

export const pageSize = 50;

export function addressWith(visit: Visit, changes: { [name: string]: string | undefined }): string {
  const url = new URL(visit.request.originalUrl, 'http://localhost');
  const kept = new URLSearchParams();
  for (const [name, value] of url.searchParams) if (!(name in changes) && value !== '') kept.set(name, value);
  for (const [name, value] of Object.entries(changes)) if (value) kept.set(name, value);
  // Notices and languages belong to one visit, not to the links on it.
  for (const name of ['lang', 'done', 'notice', ...('after' in changes ? [] : ['after'])]) kept.delete(name);
  const query = kept.toString();
  return url.pathname + (query ? `?${query}` : '');
}

export function pagerView(visit: Visit, page: Page, limit = pageSize) {
  const after = visit.query('after');
  const words = page.hasMoreTotal
    ? visit.t('pager.many', { count: page.total })
    : visit.t('pager.count', { count: page.total });
  const more = page.endCursor !== undefined && page.rows.length === limit;
  return {
    words,
    first: after && addressWith(visit, { after: undefined }),
    next: more && addressWith(visit, { after: page.endCursor }),
  };
}
