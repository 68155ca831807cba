// The first page: what this is, and the three ways on.
import { get, type PageRoute } from '../route.ts';
import type { Visit } from '../visit.ts';

function start(visit: Visit): void {
  // A device may keep what is the same for everybody.
  if (!visit.identity) visit.response.setHeader('X-Cauce-Keep', '1');
  visit.show('start', { title: visit.t('start.title'), islands: ['offline'] });
}

export const startPages: PageRoute[] = [get('/', 'public', start)];
