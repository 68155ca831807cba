// Where a task stands in its drawing: what its instance went through, and what is open in it.
import type { Visit } from '../visit.ts';
import { type Task, textOf } from './rows.ts';

const most = 1000;

export async function placeOfTask(visit: Visit, task: Task) {
  const { rows } = await visit.engine.store.search('element_instances', {
    where: [{ column: 'instance_key', op: 'eq', value: task.instanceKey }],
    sort: [{ column: 'key', descending: true }],
    limit: most,
  });
  const of = (state: string) => [
    ...new Set(rows.filter((row) => row.state === state).map((row) => textOf(row.element_id))),
  ];
  return {
    diagram: `${visit.base}/procesos/${task.definitionKey}/diagrama.bpmn`,
    here: task.elementId,
    done: of('COMPLETED'),
    active: of('ACTIVE').filter((id) => id !== task.processId),
  };
}
