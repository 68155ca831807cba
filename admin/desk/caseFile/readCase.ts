// Everything that the file of one case is made of, read once: for its page and for its document.
import { type Condition, type HistoryBatch, type Note, type ProcessModel, readNotes } from '../../engine.ts';
import type { Visit } from '../../visit.ts';
import { mayMend } from '../caseActions/mayMend.ts';
import { type Standing, standingsOf } from '../caseActions/places.ts';
import { type Labels, labelsOf } from '../labels.ts';
import { namesOf } from '../names.ts';
import { openStoreOf } from '../openStore.ts';
import { type Case, numberOf, type Task, taskOf } from '../rows.ts';
import { actorsOf } from '../timeline.ts';
import { type ActionView, actionViews } from './actionViews.ts';

const most = 200;

export const inCase = (key: number): Condition => ({ column: 'root_key', op: 'eq', value: key });

export interface CaseContents {
  definitionKey: number;
  model: ProcessModel | undefined;
  tasks: Task[];
  labels: Labels;
  variables: Awaited<ReturnType<Visit['engine']['visibleVariables']>>;
  history: HistoryBatch[];
  notes: Note[];
  names: Map<string, string>;
  actors: Map<number, string>;
  /** Whether the visitor may put it right. */
  may: boolean;
  standings: Standing[];
  actions: ActionView[];
}

export async function readCase(visit: Visit, found: Case): Promise<CaseContents> {
  const { engine } = visit;
  const { key } = found;
  const instance = await engine.store.find('process_instances', { key });
  const definitionKey = numberOf(instance?.definition_key);
  const isOpen = found.state === 'ACTIVE';
  const [model, tasks, labels, variables, history, notes, may, standings] = await Promise.all([
    engine.model(definitionKey),
    tasksOf(visit, key),
    labelsOf(visit, definitionKey),
    engine.visibleVariables(key),
    engine.history(key),
    readNotes(openStoreOf(visit), key),
    mayMend(visit, key),
    isOpen ? standingsOf(visit, key) : [],
  ]);
  const people = tasks.flatMap((task) => [task.completedBy, task.assignee ?? '', ...task.candidateUsers]);
  const actors = actorsOf(history);
  const authors = notes.map(({ author }) => author);
  const names = await namesOf(engine.store, [found.openedBy, ...actors.values(), ...people, ...authors]);
  const acted = { visit, caseKey: key, isOpen, may, model, labels, names, standings, variables };
  const actions = actionViews(acted, notes);
  return {
    definitionKey,
    model,
    tasks,
    labels,
    variables,
    history,
    notes,
    names,
    actors,
    may,
    standings,
    actions,
  };
}

async function tasksOf(visit: Visit, key: number): Promise<Task[]> {
  const { rows } = await visit.engine.store.search('user_tasks', {
    where: [inCase(key)],
    sort: [{ column: 'key' }],
    limit: most,
  });
  return rows.map(taskOf);
}
