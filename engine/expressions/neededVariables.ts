// Which variables the conditions right behind a task read and nothing before it is certain to give: its form asks for them.
import type { ElementModel, FlowModel, ProcessModel } from '../core/model.ts';
import { type ConditionRead, conditionReads } from './conditionReads.ts';

export interface NeededVariable extends ConditionRead {
  /** Without it no way is left: no flow behind the task is taken where it is missing. */
  required?: boolean;
}

/** By the task's id. */
export type NeededVariables = ReadonlyMap<string, readonly NeededVariable[]>;

const WORK = new Set(['userTask', 'task', 'manualTask']);
/** Work of people, too, where nothing says what does it. */
const DONE_WITHOUT = new Set(['serviceTask', 'businessRuleTask']);
/** Tokens go through these without anybody's doing. */
const PASSED = new Set([
  'exclusiveGateway',
  'inclusiveGateway',
  'parallelGateway',
  'complexGateway',
  'intermediateThrowEvent',
]);

const known = new WeakMap<ProcessModel, NeededVariables>();

export function neededVariables(model: ProcessModel): NeededVariables {
  const found = known.get(model) ?? find(drawingOf(model));
  known.set(model, found);
  return found;
}

interface Drawing {
  elements: Map<string, ElementModel>;
  outgoing: Map<string, FlowModel[]>;
  /** Where tokens of a container begin, by its id; null: of the process. */
  entries: Map<string | null, ElementModel[]>;
  boundaries: Map<string, ElementModel[]>;
}

function find(drawing: Drawing): NeededVariables {
  const needed = new Map<string, NeededVariable[]>();
  for (const element of drawing.elements.values())
    if (asks(element)) needed.set(element.id, readsBehind(element, drawing));
  const given = new Map<string, Set<string>>();
  for (const element of drawing.elements.values())
    for (const name of givenBy(element)) addTo(given, name, element.id);
  for (const [id, reads] of needed) for (const { name } of reads) addTo(given, name, id);
  const late = new Map<string, ReadonlySet<string>>();
  for (const [name, givers] of given) late.set(name, reachedBefore(givers, drawing));
  for (const [id, reads] of needed)
    needed.set(
      id,
      reads.filter(({ name }) => late.get(name)?.has(id)),
    );
  return needed;
}

function addTo(map: Map<string, Set<string>>, name: string, id: string): void {
  const ids = map.get(name) ?? new Set<string>();
  map.set(name, ids.add(id));
}

/** Work whose form is made here, and whose answers reach what follows. */
function asks({ type, config, multiInstance, outputs }: ElementModel): boolean {
  return (
    (WORK.has(type) || (DONE_WITHOUT.has(type) && config.jobType === undefined)) &&
    config.decisionId === undefined &&
    config.form === undefined &&
    config.formId === undefined &&
    !multiInstance &&
    (outputs ?? []).length === 0
  );
}

/** Of the flows that are reached before any other work or wait. */
function readsBehind(task: ElementModel, { elements, outgoing }: Drawing): NeededVariable[] {
  const reads = new Map<string, { uses: ConditionRead[]; required: boolean }>();
  const seen = new Set([task.id]);
  for (const id of seen) {
    const element = elements.get(id);
    const flows = outgoing.get(id) ?? [];
    for (const { condition, target } of flows) {
      for (const read of condition === undefined ? [] : conditionReads(condition)) {
        const entry = reads.get(read.name) ?? { uses: [], required: false };
        entry.uses.push(read);
        entry.required ||=
          element?.defaultFlow === undefined && flows.every((flow) => flow.condition !== undefined);
        reads.set(read.name, entry);
      }
      if (PASSED.has(elements.get(target)?.type ?? '')) seen.add(target);
    }
  }
  return [...reads].flatMap(([name, { uses, required }]) => together(name, uses, required));
}

function together(name: string, uses: ConditionRead[], required: boolean): NeededVariable[] {
  const [first] = uses;
  if (!first) return [];
  const { type } = first;
  const values = uses.every((use) => use.values) ? [...new Set(uses.flatMap((use) => use.values ?? []))] : [];
  // Nobody says no by saying nothing. One option alone has to be left out where it is not meant.
  const isRequired = type === 'boolean' || (required && values.length !== 1);
  return [{ name, type, ...(values.length > 0 && { values }), ...(isRequired && { required: true }) }];
}

/** Names that hold a value once the element is done, as far as the drawing says so. */
function givenBy({ config, outputs, multiInstance, adHoc, data }: ElementModel): string[] {
  const form = config.form as { components?: { key?: unknown }[] } | undefined;
  const fields = Array.isArray(form?.components) ? form.components.map(({ key }) => key) : [];
  const names = [
    config.resultVariable,
    multiInstance?.outputCollection,
    adHoc?.outputCollection,
    ...(outputs ?? []).map(({ target }) => target),
    ...(data?.outputs ?? []).map(({ target }) => target),
    ...fields,
  ];
  return names.flatMap((name) => (typeof name === 'string' && name !== '' ? (name.split('.')[0] ?? []) : []));
}

/** Every element that some token can reach without one of `givers` being done before. */
function reachedBefore(givers: ReadonlySet<string>, drawing: Drawing): ReadonlySet<string> {
  const { elements, outgoing, entries, boundaries } = drawing;
  const reached = new Set((entries.get(null) ?? []).map(({ id }) => id));
  for (const id of reached) {
    for (const each of boundaries.get(id) ?? []) reached.add(each.id);
    for (const each of entries.get(id) ?? []) reached.add(each.id);
    if (givers.has(id)) continue;
    for (const { target } of outgoing.get(id) ?? []) reached.add(target);
    const link = linkOf(elements.get(id));
    if (link !== undefined && elements.get(id)?.type === 'intermediateThrowEvent')
      for (const each of elements.values())
        if (each.type === 'intermediateCatchEvent' && linkOf(each) === link) reached.add(each.id);
  }
  return reached;
}

function linkOf(element: ElementModel | undefined): string | undefined {
  const link = element?.eventDefinitions.find(({ type }) => type === 'link');
  return link && `${element?.parent ?? ''}/${String(link.config.name ?? '')}`;
}

function drawingOf({ elements, flows }: ProcessModel): Drawing {
  return {
    elements: new Map(elements.map((element) => [element.id, element])),
    outgoing: grouped(flows, ({ source }) => source),
    entries: grouped(elements.filter(begins), ({ parent }) => parent),
    boundaries: grouped(
      elements.filter(({ attachedTo }) => attachedTo !== undefined),
      ({ attachedTo }) => attachedTo ?? '',
    ),
  };
}

function begins({ type, incoming, eventDefinitions }: ElementModel): boolean {
  const isLink = eventDefinitions.some((each) => each.type === 'link');
  return incoming.length === 0 && type !== 'boundaryEvent' && !(isLink && type === 'intermediateCatchEvent');
}

function grouped<Key, Item>(items: readonly Item[], keyOf: (item: Item) => Key): Map<Key, Item[]> {
  const groups = new Map<Key, Item[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return groups;
}
