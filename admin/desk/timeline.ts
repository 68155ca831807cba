// What happened in a case as a person would tell it: every step with a name, who did it and how long it took.
import type { HistoryBatch, ProcessModel, Row } from '../engine.ts';
import { durationWords } from '../render/words.ts';
import type { Visit } from '../visit.ts';
import { nameIn } from './elementNames.ts';
import { actorWords, holderWords } from './names.ts';
import { type Case, numberOf, type Task, textOf } from './rows.ts';

const most = 200;

/** Done by nobody, though they may happen in what somebody did just before. */
const automatic = new Set(['businessRuleTask', 'scriptTask', 'intermediateThrowEvent', 'endEvent']);

interface Told {
  model: ProcessModel | undefined;
  tasks: Task[];
  actors: Map<number, string>;
  names: Map<string, string>;
  history: HistoryBatch[];
}

/** Which repetition each element instance was, and what it undid, by its key. */
function remarksOf(visit: Visit, model: ProcessModel | undefined, history: HistoryBatch[]) {
  const remarks = new Map<number, string>();
  const elements = new Map<number, string>();
  for (const event of history.flatMap(({ events }) => events)) {
    if (event.type !== 'elementActivated') continue;
    const { key, index, compensates } = event;
    elements.set(key, event.element);
    const undone = compensates === undefined ? undefined : elements.get(compensates);
    if (undone !== undefined)
      remarks.set(key, visit.t('case.undoes', { name: nameIn(visit, model, undone) }));
    else if (index !== undefined) remarks.set(key, visit.t('step.iterationOpen', { number: index + 1 }));
  }
  return remarks;
}

/** Who made each element end, or begin while it lasts, by its key. */
export function actorsOf(history: HistoryBatch[]): Map<number, string> {
  const actors = new Map<number, string>();
  for (const { actor, events } of history) {
    for (const event of events) {
      if (event.type === 'elementActivated' || event.type === 'elementCompleted')
        actors.set(event.key, actor);
      else if (event.type === 'elementTerminated') actors.set(event.key, actor);
    }
  }
  return actors;
}

/** Every step that a person would name, in order; gateways have no name of their own here. */
export async function timelineOf(visit: Visit, found: Case, { model, tasks, actors, names, history }: Told) {
  const { rows } = await visit.engine.store.search('element_instances', {
    where: [
      { column: 'instance_key', op: 'eq', value: found.key },
      {
        column: 'element_type',
        op: 'notIn',
        value: [
          'process',
          'exclusiveGateway',
          'parallelGateway',
          'inclusiveGateway',
          'complexGateway',
          'PROCESS',
        ],
      },
    ],
    sort: [{ column: 'key' }],
    limit: most,
  });
  const remarks = remarksOf(visit, model, history);
  const taskBy = new Map(tasks.map((task) => [task.elementInstanceKey, task]));
  return rows.map((row) => {
    const task = taskBy.get(numberOf(row.key));
    const startedAt = numberOf(row.started_at);
    const endedAt = row.ended_at === null || row.ended_at === undefined ? null : Number(row.ended_at);
    const took = endedAt === null ? '' : durationWords(visit.lang, endedAt - startedAt);
    return {
      at: startedAt,
      name: nameIn(visit, model, textOf(row.element_id)),
      note: [remarks.get(numberOf(row.key)), row.state === 'TERMINATED' && visit.t('step.terminated')]
        .filter(Boolean)
        .join(' · '),
      who: task ? whoDid(visit, task, names) : actorWords(visit, actorOf(row, actors), names),
      took: endedAt === null ? visit.t('state.ACTIVE') : took,
    };
  });
}

function actorOf(row: Row, actors: Map<number, string>): string {
  return automatic.has(textOf(row.element_type)) ? '' : (actors.get(numberOf(row.key)) ?? '');
}

function whoDid(visit: Visit, task: Task, names: Map<string, string>): string {
  if (task.state === 'COMPLETED') return actorWords(visit, task.completedBy, names);
  return task.state === 'CREATED' ? holderWords(visit, task, names) : '';
}
