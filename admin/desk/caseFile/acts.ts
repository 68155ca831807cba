// What somebody may do to a case now, as links to the pages that ask for the reason.
import type { Visit } from '../../visit.ts';
import type { Standing } from '../caseActions/places.ts';
import type { Case } from '../rows.ts';

export function actsOf(visit: Visit, found: Case, standings: readonly Standing[]) {
  const here = `${visit.base}/casos/${found.key}`;
  const link = (path: string, words: string, danger = false) => ({
    href: `${here}/${path}`,
    label: words,
    danger,
  });
  if (found.state !== 'ACTIVE') return [link('reabrir', visit.t('caseFile.act.reopen'))];
  return [
    ...(standings.length > 0 ? [link('mover', visit.t('caseFile.act.move'))] : []),
    link('unir', visit.t('caseFile.act.merge')),
    link('cancelar', visit.t('caseFile.act.cancel'), true),
  ];
}
