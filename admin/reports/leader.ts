// The leader's dashboard: are promises kept, what will break today, how old is what is open, and on whose shoulders.
import { type Asking, figuresIn, over } from './asking.ts';
import { complianceTiles, splitSection } from './compliance.ts';
import { ageing, clocksAtRisk, loadByPerson, loadByRole, pressing } from './live.ts';
import {
  ageingSection,
  clocksSection,
  loadSection,
  MOST_LISTED,
  openTiles,
  pressingSection,
} from './liveSections.ts';
import { previousPeriod, series } from './period.ts';
import type { Report } from './report.ts';
import { factsOf, scopeOf } from './reportFacts.ts';
import { trendSection } from './trend.ts';

/** Whether promises are kept: in support and incidents, and in petitions. */
const COMPLIANCE = ['T1', 'K16'];

export async function leaderReport(asking: Asking): Promise<Report> {
  const { t } = asking;
  const scope = scopeOf(asking);
  const all = await asking.figures.definitions();
  const definitions = COMPLIANCE.flatMap((id) => all.find((each) => each.id === id) ?? []);
  const ids = definitions.map(({ id }) => id);
  const [now, before, ages, people, roles, late, today, clocks] = await Promise.all([
    asking.figures.query(over(asking, ids)),
    figuresIn(asking, ids, previousPeriod(asking.question.period)),
    ageing(scope),
    loadByPerson(scope),
    loadByRole(scope),
    pressing(scope, 'overdue', MOST_LISTED),
    pressing(scope, 'today', MOST_LISTED),
    clocksAtRisk(scope, MOST_LISTED),
  ]);
  return {
    id: 'lider',
    title: t('report.leader.title'),
    lead: t('report.leader.lead'),
    facts: factsOf(asking),
    sections: [
      {
        id: 'hoy',
        heading: t('report.leader.now'),
        tiles: [...complianceTiles(asking, definitions, now, before), ...openTiles(asking, ages)],
      },
      await trendSection(asking, definitions, series(asking.question.period, 12)),
      ...(await Promise.all(definitions.map((definition) => splitSection(asking, definition)))),
      clocksSection(asking, scope, clocks),
      pressingSection(asking, scope, 'hoy-vence', today, 'today'),
      pressingSection(asking, scope, 'vencidos', late, 'overdue'),
      ageingSection(asking, ages),
      await loadSection(asking, 'personas', people),
      await loadSection(asking, 'roles', roles),
    ],
  };
}
