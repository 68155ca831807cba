// Timers of running cases: what is due when, and what should have fired by now, which is tried at once and says why not.
import type { Row } from '../../engine.ts';
import { remainingWords } from '../../render/words.ts';
import type { Visit } from '../../visit.ts';
import { nameIn } from '../elementNames.ts';
import { casesOf } from '../names.ts';
import { refusalWords } from '../refusals.ts';
import { numberOf, plainNumber, textOf } from '../rows.ts';
import { chosen, type RowOutcome, type StuckKind, type StuckRow } from './stuckKind.ts';

/** A timer that is this much behind did not fire, or was refused. */
export const lateMs = 60_000;
const dues = ['late', 'today'] as const;

export const stuckTimers: StuckKind = {
  path: 'relojes',
  projection: 'timers',
  key: 'key',
  sort: [{ column: 'due_at' }],
  event: 'timersTried',
  conditions(visit) {
    const due = chosen(visit, 'due', dues);
    if (due === undefined) return [];
    const until = visit.engine.now() + (due === 'late' ? -lateMs : 86_400_000);
    return [{ column: 'due_at', op: 'lte', value: until }];
  },
  filters: async (visit) => [
    {
      name: 'due',
      label: visit.t('operation.timer.due'),
      all: visit.t('operation.timer.any'),
      options: dues.map((value) => ({
        value,
        label: visit.t(`operation.timer.${value}`),
        current: visit.query('due') === value,
      })),
    },
  ],
  views,
  retry,
};

async function views(visit: Visit, rows: Row[]): Promise<StuckRow[]> {
  const instances = await instancesOf(
    visit,
    rows.map((row) => numberOf(row.instance_key)),
  );
  const roots = [...instances.values()].map((row) => numberOf(row.root_key));
  const cases = await casesOf(visit.engine.store, roots);
  const now = visit.engine.now();
  return Promise.all(
    rows.map(async (row) => {
      const instance = instances.get(numberOf(row.instance_key));
      const rootKey = numberOf(instance?.root_key ?? row.instance_key);
      const model = await visit.engine.model(numberOf(instance?.definition_key));
      const at = numberOf(row.due_at);
      const isLate = at < now - lateMs;
      return {
        key: numberOf(row.key),
        number: cases.get(rootKey)?.number ?? plainNumber(rootKey),
        caseHref: `${visit.base}/casos/${rootKey}`,
        flow: textOf(instance?.process_name) || textOf(instance?.process_id),
        place: nameIn(visit, model, textOf(row.element_id)),
        words: isLate ? visit.t('operation.timer.lateWords') : remainingWords(visit.lang, at, now),
        at,
        state: visit.t(isLate ? 'operation.timer.isLate' : 'operation.timer.waits'),
        stateClass: isLate ? 'overdue' : 'none',
        retry: isLate ? numberOf(row.key) : undefined,
      };
    }),
  );
}

async function instancesOf(visit: Visit, keys: number[]): Promise<Map<number, Row>> {
  if (keys.length === 0) return new Map();
  const where = [{ column: 'key', op: 'in' as const, value: [...new Set(keys)] }];
  const { rows } = await visit.engine.store.search('process_instances', { where, limit: 1000 });
  return new Map(rows.map((row) => [numberOf(row.key), row]));
}

/** What the clock does each minute: the refusal is why it does not fire. */
async function retry(visit: Visit, row: Row): Promise<RowOutcome> {
  const { engine, principal } = visit;
  const command = { type: 'triggerTimer', subscription: numberOf(row.key) } as const;
  const outcome = await engine.execute(numberOf(row.instance_key), [command], { principal });
  if (outcome.ok) return { outcome: 'passed' };
  return { outcome: 'refused', words: refusalWords(visit, outcome.rejection) };
}
