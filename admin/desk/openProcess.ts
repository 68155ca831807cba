// One deployed version of a process, as its pages need it.
import type { ElementModel, ProcessModel, Row } from '../engine.ts';
import { notFound, type Visit } from '../visit.ts';

export interface Definition {
  key: number;
  row: Row;
  model: ProcessModel;
  name: string;
}

export async function opened(visit: Visit): Promise<Definition> {
  const key = visit.key('key');
  const [row, model] = await Promise.all([
    visit.engine.store.find('process_definitions', { key }),
    visit.engine.model(key),
  ]);
  if (!row || !model) throw notFound();
  return { key, row, model, name: model.name || model.id };
}

/** The starts that people may choose from: those that nothing triggers; where all wait for something, any. */
export function startsOf({ model }: Definition): ElementModel[] {
  const starts = model.elements.filter(({ type, parent }) => type === 'startEvent' && parent === null);
  const plain = starts.filter(({ eventDefinitions }) => eventDefinitions.length === 0);
  return plain.length > 0 ? plain : starts;
}

/** By its name; one without is told by where it leads. */
export function startName({ elements, flows }: ProcessModel, { id, name, outgoing }: ElementModel): string {
  const next = flows.find((flow) => flow.id === outgoing[0])?.target;
  return name || elements.find((each) => each.id === next)?.name || id;
}
