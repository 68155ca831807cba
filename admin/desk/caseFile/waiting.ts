// What a case waits for that is nobody's task: messages and timers of its drawing.
import type { Condition, ProcessModel, Row } from '../../engine.ts';
import { dateTimeWords } from '../../render/words.ts';
import type { Visit } from '../../visit.ts';
import { nameIn } from '../elementNames.ts';
import { numberOf, textOf } from '../rows.ts';

const most = 200;

export async function waitingOf(visit: Visit, instanceKey: number, model: ProcessModel | undefined) {
  const { store } = visit.engine;
  const where: Condition[] = [{ column: 'instance_key', op: 'eq', value: instanceKey }];
  const [messages, timers] = await Promise.all([
    store.search('message_subscriptions', { where, limit: most }),
    store.search('timers', { where, sort: [{ column: 'due_at' }], limit: most }),
  ]);
  const nameOf = (row: Row) => nameIn(visit, model, textOf(row.element_id));
  return [
    ...messages.rows.map((row) => ({
      words: visit.t('case.waitingMessage', { name: nameOf(row) }),
      stateClass: 'none',
    })),
    // Clocks have timers, too; they are no event of the drawing.
    ...timers.rows
      .filter((row) => isEvent(model, textOf(row.element_id)))
      .map((row) => ({
        stateClass: 'active',
        words: visit.t('case.waitingTimer', {
          name: nameOf(row),
          date: dateTimeWords(visit.lang, numberOf(row.due_at), visit.options.timeZone),
        }),
      })),
  ];
}

function isEvent(model: ProcessModel | undefined, id: string): boolean {
  return !model || model.elements.some((element) => element.id === id && element.type.endsWith('Event'));
}
