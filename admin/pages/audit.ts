// The history of a case step by step: any instant of it as a page for everybody, and the diagram that replays it where
// scripts run.
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { caseFor } from '../desk/caseFor.ts';
import { decisionViews } from '../desk/decisions.ts';
import { nameIn } from '../desk/elementNames.ts';
import { instantView } from '../desk/instantView.ts';
import { actorWords, namesOf } from '../desk/names.ts';
import { addressWith } from '../desk/pager.ts';
import { type Asked, askedOf, windowOf } from '../desk/replayAsked.ts';
import { type Replay, replayData, replayOf, stepViews } from '../desk/replayView.ts';
import { type Case, numberOf, textOf } from '../desk/rows.ts';
import { tellingOf } from '../desk/stepFacts.ts';
import { authorize, type Row } from '../engine.ts';
import { get, type PageRoute } from '../route.ts';
import { notFound, type Visit } from '../visit.ts';

const most = 200;
const packed = promisify(gzip);

async function instancesOf(visit: Visit, found: Case) {
  const { rows } = await visit.engine.store.search('process_instances', {
    where: [{ column: 'root_key', op: 'eq', value: found.key }],
    sort: [{ column: 'key' }],
    limit: most,
  });
  const asked = visit.query('instance') ?? String(found.key);
  const chosen = rows.find((row) => textOf(row.key) === asked);
  if (!chosen) throw notFound();
  return { rows, chosen, instanceKey: numberOf(chosen.key) };
}

const pageOf = (visit: Visit, { key }: Case) => `${visit.base}/casos/${key}/auditoria`;

/** Into the processes that the instance called, by the element instance that called them. */
function linksOf(visit: Visit, found: Case, rows: Row[], instanceKey: number) {
  const called = rows.filter((row) => numberOf(row.parent_key) === instanceKey);
  return new Map(
    called.map((row) => {
      const label = visit.t('audits.intoCalled', { name: textOf(row.process_name) });
      const href = `${pageOf(visit, found)}?instance=${numberOf(row.key)}&paso=0`;
      return [numberOf(row.parent_element_key), { href, label }];
    }),
  );
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

function filterView(visit: Visit, replay: Replay, asked: Asked) {
  const actors = new Set(replay.steps.map(({ actor }) => actor));
  const elements = new Set(replay.steps.map(({ element }) => element));
  const choice = (id: string, label: string, current: string | undefined) => ({
    id,
    label,
    current: id === current,
  });
  const byLabel = (one: { label: string }, other: { label: string }) =>
    one.label.localeCompare(other.label, 'es');
  return {
    actors: [...actors]
      .map((id) => choice(id, actorWords(visit, id, replay.names), asked.actor))
      .sort(byLabel),
    elements: [...elements]
      .map((id) => choice(id, nameIn(visit, replay.model, id), asked.element))
      .sort(byLabel),
    step: asked.step,
    with: asked.with,
    instance: visit.query('instance'),
    clear: asked.matches && addressWith(visit, { quien: undefined, elemento: undefined }),
  };
}

/** Where one goes without scripts: among the listed steps, as the buttons do. */
function waysOf(visit: Visit, listed: readonly number[], step: number, count: number) {
  const to = (paso: number | undefined) =>
    paso !== undefined && paso !== step && addressWith(visit, { paso: String(paso), lote: undefined });
  return {
    first: to(0),
    previous: to(listed.findLast((number) => number < step) ?? 0),
    next: to(listed.find((number) => number > step)),
    last: to(count),
  };
}

async function showAudit(visit: Visit): Promise<void> {
  const found = await caseFor(visit, 'case:history');
  const { rows, chosen, instanceKey } = await instancesOf(visit, found);
  const replay = await replayOf(visit, instanceKey);
  const { steps } = replay;
  const asked = askedOf(visit, steps);
  const listed = asked.matches ?? steps.map(({ number }) => number);
  const { from, until } = windowOf(listed, asked.step);
  const shown = listed.slice(from, until).flatMap((number) => steps[number - 1] ?? []);
  const words = {
    telling: await tellingOf(visit, replay.history, steps),
    links: linksOf(visit, found, rows, instanceKey),
  };
  const here = pageOf(visit, found);
  const stepHref = (number: number | undefined) =>
    number !== undefined && addressWith(visit, { paso: String(number), lote: undefined });
  visit.show('audit', {
    title: visit.t('audit.title', { number: found.number }),
    islands: ['replay'],
    number: found.number,
    count: steps.length,
    here,
    step: asked.step,
    position: visit.t('replay.position', { step: asked.step, count: steps.length }),
    dataHref: `${here}/datos${addressWith(visit, { paso: undefined, con: undefined, lote: undefined }).slice(here.length)}`,
    diagramHref: `${visit.base}/procesos/${replay.definitionKey}/diagrama.bpmn`,
    ways: waysOf(visit, listed, asked.step, steps.length),
    now: asked.step > 0 && stepViews(visit, replay, words, steps.slice(asked.step - 1, asked.step))[0],
    instant: instantView(visit, replay, words, asked),
    filter: filterView(visit, replay, asked),
    listed: asked.matches && visit.t('audits.matching', { count: listed.length, of: steps.length }),
    steps: stepViews(visit, replay, words, shown).map((view) => ({
      ...view,
      href: stepHref(view.number),
      current: view.number === asked.step,
    })),
    earlier: from > 0 && stepHref(listed[from - 1]),
    later: until < listed.length && stepHref(listed[until]),
    decisions: await decisionViews({ visit, ...replay }, replay.history),
    reads: await readsOf(visit, found.key),
    readsHref:
      authorize(visit.principal, 'audit:read') &&
      `${visit.base}/auditoria/lecturas?caso=${encodeURIComponent(found.number)}`,
    verifyAction: authorize(visit.principal, 'audit:verify') && `${visit.base}/casos/${found.key}/verificar`,
    instances:
      rows.length > 1 &&
      rows.map((row) => ({
        name: textOf(row.process_name),
        href: `${here}?instance=${numberOf(row.key)}`,
        current: numberOf(row.key) === instanceKey,
      })),
    caller: chosen.parent_key !== null && `${here}?instance=${numberOf(chosen.parent_key)}`,
    crumbs: [
      { label: visit.t('nav.cases'), href: `${visit.base}/casos` },
      { label: found.number, href: `${visit.base}/casos/${found.key}` },
      { label: visit.t('case.history') },
    ],
  });
}

/** Packed, for a long history is some megabytes of much the same words; it holds no secret that a stranger could guess at. */
async function sendData(visit: Visit): Promise<void> {
  const found = await caseFor(visit, 'case:history');
  const { rows, instanceKey } = await instancesOf(visit, found);
  const replay = await replayOf(visit, instanceKey);
  const { matches } = askedOf(visit, replay.steps);
  const telling = await tellingOf(visit, replay.history, replay.steps);
  const data = replayData(
    visit,
    replay,
    { telling, links: linksOf(visit, found, rows, instanceKey) },
    matches,
  );
  const { request, response } = visit;
  if (!/\bgzip\b/.test(request.headers['accept-encoding'] ?? '')) return void response.json(data);
  response.setHeader('Content-Encoding', 'gzip');
  response.setHeader('Vary', 'Accept-Encoding');
  response.type('json').send(await packed(JSON.stringify(data)));
}

export const auditPages: PageRoute[] = [
  get('/casos/:key/auditoria', 'case:history', showAudit, { diagram: true }),
  get('/casos/:key/auditoria/datos', 'case:history', sendData),
];
