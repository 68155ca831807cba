// The health of the product on one page, the worst first, with what to do and where.
import { administrationTabs } from '../desk/administration.ts';
import { productHealth } from '../desk/productHealth.ts';
import { get, type PageRoute } from '../route.ts';
import { notFound, type Visit } from '../visit.ts';

const order = ['wrong', 'look', 'fine', 'unknown'] as const;

async function show(visit: Visit): Promise<void> {
  if (!visit.oversight) throw notFound();
  const checks = await productHealth(visit, visit.oversight);
  const wrong = checks.filter(({ level }) => level === 'wrong' || level === 'look').length;
  visit.show('health', {
    title: visit.t('health.title'),
    heading: visit.t('health.title'),
    tabs: administrationTabs(visit),
    summary: wrong === 0 ? visit.t('health.allFine') : visit.t('health.some', { count: wrong }),
    checks: checks.sort((a, b) => order.indexOf(a.level) - order.indexOf(b.level)),
    metrics: `${visit.base}/metrics`,
  });
}

export const productHealthPages: PageRoute[] = [get('/admin/salud', 'operation:write', show)];
