// How the simulator counts what is entered, as far as that differs from what an engine tells.
import type { ProcessModel } from '../../../engine/core/index.ts';
import type { Told } from '../player.ts';

/**
 * The simulator enters a join once for each token that arrives, a caught event again when it happens, and an event that
 * threw compensation again when everything is undone.
 */
export function counter(models: ProcessModel[]): (told: Told[]) => { [element: string]: number } {
  const elements = models.flatMap((model) => model.elements);
  const targets = new Map(models.flatMap(({ flows }) => flows.map(({ id, target }) => [id, target])));
  const joins = new Set(
    elements.flatMap(({ id, type, incoming }) =>
      /^(inclusive|parallel|complex)Gateway$/.test(type) && incoming.length > 0 ? [id] : [],
    ),
  );
  // What stands behind an event-based gateway is entered only when it happens, and without its flow.
  const choices = new Set(
    elements.flatMap(({ type, outgoing }) => (type === 'eventBasedGateway' ? outgoing : [])),
  );
  const catching = new Set(
    elements.flatMap(({ id, type, incoming, eventDefinitions: [definition] }) =>
      /^(intermediateCatchEvent|receiveTask)$/.test(type) &&
      definition?.type !== 'link' &&
      !incoming.some((flow) => choices.has(flow))
        ? [id]
        : [],
    ),
  );
  const activated = new Map<string, string>();
  return (told) => {
    const entered: { [element: string]: number } = {};
    const add = (id: string) => {
      entered[id] = (entered[id] ?? 0) + 1;
    };
    for (const { event, instanceKey } of told) {
      if (event.type === 'elementActivated') activated.set(`${instanceKey}/${event.key}`, event.element);
      if (event.type === 'compensationEnded' && event.by !== event.scope)
        add(activated.get(`${instanceKey}/${event.by}`) ?? '');
      if (event.type === 'elementActivated' && !joins.has(event.element)) add(event.element);
      if (event.type !== 'elementCompleted') continue;
      const completed = activated.get(`${instanceKey}/${event.key}`) ?? '';
      if (catching.has(completed)) add(completed);
      for (const flow of event.taken ?? []) {
        if (!choices.has(flow)) add(flow);
        const target = targets.get(flow) ?? '';
        if (joins.has(target)) add(target);
      }
    }
    return entered;
  };
}

export function differenceOf(wanted: { [id: string]: number }, got: { [id: string]: number }): string {
  const ids = [...new Set([...Object.keys(wanted), ...Object.keys(got)])];
  return ids
    .filter((id) => (wanted[id] ?? 0) !== (got[id] ?? 0))
    .map((id) => `${id} expected ${wanted[id] ?? 0} times, but entered ${got[id] ?? 0}`)
    .join('; ');
}
