// The history of a case step by step: a table for everybody, and the diagram that replays it where scripts run.
import { caseFor } from '../desk/caseFor.ts';
import { decisionViews } from '../desk/decisions.ts';
import { namesOf } from '../desk/names.ts';
import { replayData, replayOf, stepViews } from '../desk/replayView.ts';
import { type Case, numberOf, textOf } from '../desk/rows.ts';
import { authorize } from '../engine.ts';
import { get, type PageRoute } from '../route.ts';
import { notFound, type Visit } from '../visit.ts';

const most = 200;

async function instancesOf(visit: Visit, found: Case) {
  const { rows } = await visit.engine.store.search('process_instances', {
    where: [{ column: 'root_key', op: 'eq', value: found.key }],
    sort: [{ column: 'key' }],
    limit: most,
  });
  const asked = visit.query('instance') ?? String(found.key);
  const chosen = rows.find((row) => textOf(row.key) === asked);
  if (!chosen) throw notFound();
  return { rows, instanceKey: numberOf(chosen.key) };
}

async function readsOf(visit: Visit, caseKey: number) {
  const { reader, tenant } = visit.engine.store;
  const rows: { [column: string]: string | number }[] = await reader('cauce_case_reads')
    .where({ tenant_id: tenant, case_key: caseKey })
    .groupBy('username')
    .select('username')
    .max('at as at')
    .orderBy('at', 'desc')
    .limit(50);
  const names = await namesOf(
    visit.engine.store,
    rows.map((row) => textOf(row.username)),
  );
  return rows.map((row) => ({
    username: names.get(textOf(row.username)) ?? textOf(row.username),
    at: numberOf(row.at),
  }));
}

async function showAudit(visit: Visit): Promise<void> {
  const found = await caseFor(visit, 'case:history');
  const { rows, instanceKey } = await instancesOf(visit, found);
  const replay = await replayOf(visit, instanceKey);
  const here = `${visit.base}/casos/${found.key}/auditoria`;
  visit.show('audit', {
    title: visit.t('audit.title', { number: found.number }),
    islands: ['replay'],
    number: found.number,
    count: replay.steps.length,
    dataHref: `${here}/datos?instance=${instanceKey}`,
    diagramHref: `${visit.base}/procesos/${replay.definitionKey}/diagrama.bpmn`,
    steps: stepViews(visit, replay),
    verifyAction: authorize(visit.principal, 'audit:verify') && `${visit.base}/casos/${found.key}/verificar`,
    decisions: await decisionViews({ visit, ...replay }, replay.history),
    reads: await readsOf(visit, found.key),
    instances:
      rows.length > 1 &&
      rows.map((row) => ({
        name: textOf(row.process_name),
        href: `${here}?instance=${numberOf(row.key)}`,
        current: numberOf(row.key) === instanceKey,
      })),
    crumbs: [
      { label: visit.t('nav.cases'), href: `${visit.base}/casos` },
      { label: found.number, href: `${visit.base}/casos/${found.key}` },
      { label: visit.t('case.history') },
    ],
  });
}

async function sendData(visit: Visit): Promise<void> {
  const found = await caseFor(visit, 'case:history');
  const { instanceKey } = await instancesOf(visit, found);
  visit.response.json(replayData(visit, await replayOf(visit, instanceKey)));
}

export const auditPages: PageRoute[] = [
  get('/casos/:key/auditoria', 'case:history', showAudit, { diagram: true }),
  get('/casos/:key/auditoria/datos', 'case:history', sendData),
];
