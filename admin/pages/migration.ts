// Running cases of another version made cases of this one: where they stand, what becomes of each element, a dry run, the run.

import { type Asked, asked, routeOf } from '../desk/migrationSources.ts';
import {
  drawnPairs,
  inverse,
  type Models,
  type PairRow,
  pairRow,
  runState,
  trialView,
} from '../desk/migrationWords.ts';
import { namesOf } from '../desk/names.ts';
import type { Definition } from '../desk/openProcess.ts';
import { refusalWords } from '../desk/refusals.ts';
import { numberOf } from '../desk/rows.ts';
import type { CaseMapping, Census, Trial } from '../engine.ts';
import { get, type PageRoute, post } from '../route.ts';
import { notFound, type Visit } from '../visit.ts';

/** Milliseconds that the page waits for the count before it shows how far it is. */
const PATIENCE = 1_500;

interface Again {
  given?: CaseMapping;
  reason?: string;
  wrong?: string;
  trial?: Trial;
}

async function show(visit: Visit, question: Asked, again: Again = {}, status = 200): Promise<void> {
  const { target, sources, source, run } = question;
  const address = `${visit.base}/procesos/${target.key}/migrar`;
  const facts = {
    title: visit.t('migration.title', { name: target.name, version: numberOf(target.row.version) }),
    notice: again.wrong === undefined ? undefined : { text: again.wrong, wrong: true },
    address,
    version: numberOf(target.row.version),
    sources: sources.map((one) => ({ ...one, chosen: one === source })),
    source,
    backOf: run?.key,
    runs: await runsOf(visit, target),
    crumbs: [
      { label: visit.t('nav.processes'), href: `${visit.base}/procesos` },
      { label: target.name, href: `${visit.base}/procesos/${target.key}` },
      { label: visit.t('migration.crumb') },
    ],
  };
  if (!source) return visit.show('migration', facts, status);
  const route = routeOf(question);
  const progress = visit.engine.migrations.census(route);
  const census = await Promise.race([progress.ready, patience()]);
  if (!census) {
    const query = `desde=${source.key}${run ? `&de=${run.key}` : ''}`;
    const counting = { seen: progress.seen, total: progress.total, href: `${address}/avance?${query}` };
    return visit.show('migration', { ...facts, islands: ['migrationProgress'], counting }, status);
  }
  const given = again.given ?? (run ? inverse(run.mapping) : []);
  visit.show('migration', { ...facts, ...(await planView(visit, question, census, given, again)) }, status);
}

async function planView(visit: Visit, question: Asked, census: Census, given: CaseMapping, again: Again) {
  const { target, source } = question;
  const route = routeOf(question);
  const model = await visit.engine.model(route.sourceKey);
  const pairing = await visit.engine.migrations.pairing(route, census, given);
  const told = 'ok' in pairing ? await visit.engine.migrations.pairing(route, census, []) : pairing;
  if (!model || !source || 'ok' in told) throw notFound();
  const models: Models = { source: model, target: target.model };
  const rows = told.pairs.map((pair) => pairRow(visit, models, pair));
  const diagram = (key: number) => `${visit.base}/procesos/${key}/diagrama.bpmn`;
  return {
    islands: ['migration'],
    ...('ok' in pairing && { notice: { text: refusalWords(visit, pairing.rejection), wrong: true } }),
    counts: told.counts,
    drawn: drawnPairs(told.pairs, told.counts),
    before: { href: diagram(source.key), version: source.version },
    after: { href: diagram(target.key) },
    ...rowsOf(rows),
    reason: again.reason,
    trial: again.trial && trialView(visit, models, again.trial),
  };
}

function rowsOf(rows: readonly PairRow[]) {
  const open = rows.filter(({ state, how }) => state !== 'moves' || how === 'given');
  return {
    open,
    same: rows.filter((row) => !open.includes(row)),
    suggestions: open.filter(({ suggestion, chosen }) => suggestion && chosen === undefined).length,
  };
}

async function runsOf(visit: Visit, { key, model }: Definition) {
  const runs = (await visit.engine.migrations.runs(model.id)).filter(
    ({ targetKey, sourceKey }) => targetKey === key || sourceKey === key,
  );
  const names = await namesOf(
    visit.engine.store,
    runs.map(({ createdBy }) => createdBy),
  );
  return runs.slice(0, 10).map((run) => ({
    ...run,
    href: `${visit.base}/procesos/${run.targetKey}/migraciones/${run.key}`,
    stateText: runState(visit, run),
    by: names.get(run.createdBy) ?? run.createdBy,
  }));
}

async function patience(): Promise<undefined> {
  await new Promise((resolve) => setTimeout(resolve, PATIENCE).unref());
}

/** What the select boxes say; one that says nothing leaves its element to what fits by itself. */
function postedMapping(visit: Visit): CaseMapping {
  const mapping: CaseMapping = [];
  for (const [name, [target = '']] of visit.posted)
    if (name.startsWith('a:') && target !== '') mapping.push({ source: name.slice(2), target });
  return mapping;
}

async function act(visit: Visit): Promise<void> {
  const question = await asked(visit);
  if (!question.source) return show(visit, question);
  const route = routeOf(question);
  const { migrations } = visit.engine;
  const reason = visit.field('reason').trim().slice(0, 2_000);
  const census = await migrations.census(route, visit.field('do') !== 'suggest').ready;
  const given = postedMapping(visit);
  const pairing = await migrations.pairing(route, census, given);
  if ('ok' in pairing)
    return show(visit, question, { reason, wrong: refusalWords(visit, pairing.rejection) }, 422);
  const kept = { reason, given };
  if (visit.field('do') === 'suggest') {
    const taken = pairing.pairs.flatMap(({ id, target, suggestion }) =>
      target === undefined && suggestion ? [{ source: id, target: suggestion.target }] : [],
    );
    return show(visit, question, { ...kept, given: [...given, ...taken] });
  }
  if (visit.field('do') === 'run') {
    const mapping = pairing.mapping;
    const begun = await migrations.begin(route, { mapping, reason }, visit.principal);
    if (!begun.ok)
      return show(visit, question, { ...kept, wrong: refusalWords(visit, begun.rejection) }, 422);
    return visit.go(`/procesos/${route.targetKey}/migraciones/${begun.key}`);
  }
  if (visit.field('do') !== 'try') return show(visit, question, kept);
  const trial = await migrations.trial(route, census, pairing.mapping);
  if ('ok' in trial)
    return show(visit, question, { ...kept, wrong: refusalWords(visit, trial.rejection) }, 422);
  await show(visit, question, { ...kept, trial });
}

async function sendCounting(visit: Visit): Promise<void> {
  const { seen, total, result } = visit.engine.migrations.census(routeOf(await asked(visit)));
  visit.response.json({ done: result !== undefined, seen, total });
}

export const migrationPages: PageRoute[] = [
  get('/procesos/:key/migrar', 'instance:migrate', async (visit) => show(visit, await asked(visit)), {
    diagram: true,
  }),
  post('/procesos/:key/migrar', 'instance:migrate', act, { diagram: true }),
  get('/procesos/:key/migrar/avance', 'instance:migrate', sendCounting),
];
