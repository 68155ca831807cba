// The first page: what this is, and the three ways on.
import { get, type PageRoute } from '../route.ts';

export const startPages: PageRoute[] = [
  get('/', 'public', (visit) => visit.show('start', { title: visit.t('start.title') })),
];
