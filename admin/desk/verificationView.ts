// A run of the verification as people read it: each check with how far it is or what it found, and each finding with where.
import { CHECKS, type Check, type Finding, problemText, type Verification } from '../engine.ts';
import { durationWords } from '../render/words.ts';
import type { Visit } from '../visit.ts';
import { casesOf } from './names.ts';
import { numberOf, plainNumber } from './rows.ts';

export interface CheckView {
  id: Check;
  /** waiting, running, fine, wrong, skipped, stopped */
  state: string;
  name: string;
  text: string;
}

/** Those that a case alone does not have. */
const ofEverything: readonly Check[] = ['models', 'deployments'];
const execution = new Set([
  'REEXECUTION_DIFFERS',
  'REEXECUTION_REFUSED',
  'DEFINITION_MISSING',
  'DEPLOYMENT_HASH_MISMATCH',
  'BATCH_UNREADABLE',
]);

function checkOf({ code, table }: Finding): Check {
  if (execution.has(code)) return 'again';
  if (table !== undefined || code === 'READ_MODELS_NOT_REBUILT') return 'models';
  if (code.startsWith('DOCUMENT_')) return 'documents';
  return /^(DEPLOYMENT|CATALOG|CALENDAR)_/.test(code) ? 'deployments' : 'chain';
}

export function checkViews(visit: Visit, run: Verification): CheckView[] {
  const checks = CHECKS.filter((id) => run.caseKey === undefined || !ofEverything.includes(id));
  const name = (id: Check) => visit.t(`verification.check.${id}`);
  if (run.result) {
    const { result } = run;
    return checks.map((id) => ({ id, name: name(id), ...outcomeOf(visit, id, result) }));
  }
  const { check = 'chain', done = 0 } = run.progress;
  const at = checks.indexOf(check);
  return checks.map((id, index) => {
    if (index < at) return { id, state: 'done', name: name(id), text: visit.t('verification.done') };
    if (index > at || run.state !== 'RUNNING')
      return { id, state: 'waiting', name: name(id), text: visit.t('verification.waiting') };
    return { id, state: 'running', name: name(id), text: visit.t(`verification.far.${id}`, { count: done }) };
  });
}

/** What does not follow from a broken chain is not asked. */
function outcomeOf(visit: Visit, id: Check, result: NonNullable<Verification['result']>) {
  const count = result.problems.filter((each) => checkOf(each) === id).length;
  if (count > 0) return { state: 'wrong', text: visit.t('verification.found', { count }) };
  const { projectionRows: models, reexecuted } = result;
  if (id === 'models' && models === null)
    return { state: 'skipped', text: visit.t('verification.notCompared') };
  const torn = result.problems.filter((each) => checkOf(each) === 'chain' && instanceOf(each.stream));
  const broken = new Set(torn.map(({ stream }) => stream)).size;
  if (id === 'again' && broken > 0)
    return { state: 'skipped', text: visit.t('verification.notAgain', { reexecuted, broken }) };
  return { state: 'fine', text: visit.t(`verification.seen.${id}`, { ...result, models }) };
}

/** In words: untouched, altered, still under way, or ended without an answer. */
export function verdictView(visit: Visit, { state, result }: Verification) {
  if (state === 'RUNNING') return { kind: 'running', text: visit.t('verification.running') };
  if (!result) return { kind: 'lost', text: visit.t(`verification.${state === 'LOST' ? 'lost' : 'failed'}`) };
  if (result.problems.length === 0) return { kind: 'fine', text: visit.t('verification.fine') };
  return { kind: 'wrong', text: visit.t('verification.wrong', { count: result.problems.length }) };
}

export const stateClasses: { readonly [kind: string]: string } = {
  running: 'paused',
  lost: 'atRisk',
  fine: 'onTime',
  wrong: 'overdue',
};

export const lengthWords = (visit: Visit, { startedAt, finishedAt }: Verification): string =>
  finishedAt === null ? '' : durationWords(visit.lang, Math.max(1_000, finishedAt - startedAt));

/** Where a finding is about a history, that history opens at the very step. */
export async function findingViews(visit: Visit, problems: readonly Finding[]) {
  const keys = new Set(problems.flatMap(({ stream }) => instanceOf(stream) ?? []));
  const roots = await rootsOf(visit, [...keys]);
  const cases = await casesOf(visit.engine.store, roots.values());
  return problems.map((problem) => {
    const key = instanceOf(problem.stream);
    const root = key === undefined ? undefined : roots.get(key);
    return {
      code: problem.code,
      text: problemText(problem.code, { ...problem }, visit.lang),
      where: problem.stream && visit.t('verification.row', { ...problem }),
      number: root && (cases.get(root)?.number ?? plainNumber(root)),
      href: root && `${visit.base}/casos/${root}/auditoria?instance=${key}&lote=${problem.sequence}`,
    };
  });
}

async function rootsOf({ engine }: Visit, keys: number[]): Promise<Map<number, number>> {
  if (keys.length === 0) return new Map();
  const where = [{ column: 'key', op: 'in' as const, value: keys }];
  const { rows } = await engine.store.search('process_instances', { where, limit: keys.length });
  return new Map(rows.map((row) => [numberOf(row.key), numberOf(row.root_key)]));
}

function instanceOf(stream: string): number | undefined {
  const key = /^instance:(\d+)$/.exec(stream)?.[1];
  return key === undefined ? undefined : Number(key);
}
