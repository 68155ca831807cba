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

/** The starts that people may choose from: those that nothing triggers. */
export function startsOf({ model }: Definition): ElementModel[] {
  return model.elements.filter(
    ({ type, parent, eventDefinitions }) =>
      type === 'startEvent' && parent === null && eventDefinitions.length === 0,
  );
}
