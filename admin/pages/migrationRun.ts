// One run of a migration: how far it is, what became of each case, and what may be done now: stop, go on, undo, bring back.
import { runState } from '../desk/migrationWords.ts';
import { casesOf, namesOf } from '../desk/names.ts';
import { opened } from '../desk/openProcess.ts';
import { refusalWords } from '../desk/refusals.ts';
import { numberOf, plainNumber } from '../desk/rows.ts';
import { authorize, type CaseResult, type MigrationRun } from '../engine.ts';
import { get, type PageRoute, post } from '../route.ts';
import { notFound, type Visit } from '../visit.ts';

const PAGE = 50;

async function runOf(visit: Visit): Promise<MigrationRun> {
  const run = await visit.engine.migrations.run(visit.key('run'));
  if (run?.targetKey !== visit.key('key')) throw notFound();
  return run;
}

const addressOf = ({ targetKey, key }: { targetKey: number; key: number }) =>
  `/procesos/${targetKey}/migraciones/${key}`;

async function show(visit: Visit, wrong?: string, status = 200): Promise<void> {
  const run = await runOf(visit);
  const { name } = await opened(visit);
  const address = visit.base + addressOf(run);
  const outcome = outcomeAsked(visit, run);
  const names = await namesOf(visit.engine.store, [run.createdBy]);
  const version = async (key: number) =>
    numberOf((await visit.engine.store.find('process_definitions', { key }))?.version ?? 0);
  const counts = { moved: run.moved, refused: run.refused };
  const running = run.state === 'RUNNING';
  visit.show(
    'migrationRun',
    {
      title: visit.t(run.kind === 'UNDO' ? 'migration.undoTitle' : 'migration.runTitle', { name }),
      notice: wrong === undefined ? undefined : { text: wrong, wrong: true },
      islands: running ? ['migrationProgress'] : [],
      run,
      address,
      stateText: runState(visit, run),
      running,
      stopped: run.state === 'STOPPED',
      isUndo: run.kind === 'UNDO',
      by: names.get(run.createdBy) ?? run.createdBy,
      from: await version(run.sourceKey),
      to: await version(run.targetKey),
      done: run.moved + run.refused,
      left: Math.max(0, run.total - run.moved - run.refused),
      refusals: run.refusals.map((one) => ({
        code: one.code,
        cases: one.cases,
        text: refusalWords(visit, one),
      })),
      tabs: (['REFUSED', 'MOVED'] as const).map((each) => ({
        label: visit.t(each === 'MOVED' ? 'migration.tabMoved' : 'migration.tabRefused', {
          count: each === 'MOVED' ? counts.moved : counts.refused,
        }),
        href: `${address}?resultado=${each === 'MOVED' ? 'pasaron' : 'rechazados'}#casos`,
        current: each === outcome,
      })),
      ...(await casesView(visit, run, outcome, address)),
      undo: undoView(run),
      back: backView(visit, run),
      followed: run.followed.map((each) => ({
        href: visit.base + addressOf(each),
        stateText: runState(visit, each),
        undo: each.kind === 'UNDO',
        moved: each.moved,
        at: each.createdAt,
      })),
      crumbs: [
        { label: visit.t('nav.processes'), href: `${visit.base}/procesos` },
        { label: name, href: `${visit.base}/procesos/${run.targetKey}` },
        { label: visit.t('migration.crumb'), href: `${visit.base}/procesos/${run.targetKey}/migrar` },
        { label: visit.t('migration.runCrumb', { number: run.key }) },
      ],
    },
    status,
  );
}

/** What was refused asks to be looked at; where nothing was, the others are shown. */
function outcomeAsked(visit: Visit, { refused }: MigrationRun): CaseResult['outcome'] {
  const asked = visit.query('resultado');
  if (asked === undefined) return refused > 0 ? 'REFUSED' : 'MOVED';
  return asked === 'pasaron' ? 'MOVED' : 'REFUSED';
}

const undoView = (run: MigrationRun) =>
  run.undoable !== undefined && run.moved > 0
    ? { count: run.undoable, late: run.moved - run.undoable }
    : undefined;

/** Those that have gone on, or that nobody undid, may become what they were by a migration of their own. */
function backView(visit: Visit, run: MigrationRun) {
  if (run.kind === 'UNDO' || run.state === 'RUNNING' || run.moved === 0) return undefined;
  return `${visit.base}/procesos/${run.sourceKey}/migrar?desde=${run.targetKey}&de=${run.key}`;
}

async function casesView(visit: Visit, run: MigrationRun, outcome: CaseResult['outcome'], address: string) {
  const after = Number(visit.query('after') ?? 0) || 0;
  const found = await visit.engine.migrations.results(run.key, { outcome, after, limit: PAGE + 1 });
  const page = found.slice(0, PAGE);
  const roots = await rootsOf(visit, page);
  const cases = await casesOf(visit.engine.store, roots.values());
  const mayRead = authorize(visit.principal, 'case:list');
  const last = page.at(-1);
  const tab = outcome === 'MOVED' ? 'pasaron' : 'rechazados';
  return {
    rows: page.map((result) => {
      const root = roots.get(result.instanceKey) ?? result.instanceKey;
      const { code, values } = result;
      return {
        number: cases.get(root)?.number ?? plainNumber(root),
        href: mayRead ? `${visit.base}/casos/${root}` : undefined,
        at: result.at,
        problem: code === null ? undefined : { code, text: refusalWords(visit, { code, values }) },
      };
    }),
    next:
      found.length > PAGE && last ? `${address}?resultado=${tab}&after=${last.instanceKey}#casos` : undefined,
  };
}

async function rootsOf(visit: Visit, results: readonly CaseResult[]): Promise<Map<number, number>> {
  const wanted = results.map(({ instanceKey }) => instanceKey);
  if (wanted.length === 0) return new Map();
  const { rows } = await visit.engine.store.search('process_instances', {
    where: [{ column: 'key', op: 'in', value: wanted }],
    limit: PAGE,
  });
  return new Map(rows.map((row) => [numberOf(row.key), numberOf(row.root_key)]));
}

async function act(visit: Visit): Promise<void> {
  const run = await runOf(visit);
  const { migrations } = visit.engine;
  const what = visit.field('do');
  if (what === 'stop') await migrations.stop(run.key);
  if (what === 'resume') await migrations.resume(run.key);
  if (what !== 'undo') return visit.go(addressOf(run));
  const undone = await migrations.undo(run.key, visit.field('reason').slice(0, 2_000), visit.principal);
  if (!undone.ok) return show(visit, refusalWords(visit, undone.rejection), 422);
  const { sourceKey: targetKey } = run;
  visit.go(addressOf({ targetKey, key: undone.key }));
}

async function sendProgress(visit: Visit): Promise<void> {
  const { state, total, moved, refused } = await runOf(visit);
  visit.response.json({ done: state !== 'RUNNING', seen: moved + refused, total, moved, refused });
}

export const migrationRunPages: PageRoute[] = [
  get('/procesos/:key/migraciones/:run', 'instance:migrate', (visit) => show(visit)),
  post('/procesos/:key/migraciones/:run', 'instance:migrate', act),
  get('/procesos/:key/migraciones/:run/avance', 'instance:migrate', sendProgress),
];
