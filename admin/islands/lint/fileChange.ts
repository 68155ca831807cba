// Changes of what the file says: attributes, expressions, extension elements, shared definitions.
import type { Json } from '../../../engine/core/index.ts';
import { childOf, childrenOf, extensionsOf, tagOf, textOf } from '../../../engine/model/sourceNode.ts';
import type { Change, Where } from './fixes/change.ts';
import { type Node, within } from './fixes/tree.ts';
import { type Services, shapeOf, sheetOf } from './services.ts';

type Values = { [name: string]: unknown };

export function fileChange(change: Change, services: Services): void {
  switch (change.do) {
    case 'set':
      return set(change.element, valuesOf(change.properties, services), services);
    case 'condition': {
      const holder = change.text === null ? undefined : expression(change.text, services);
      return set(change.flow, { conditionExpression: holder }, services);
    }
    case 'default': {
      const flow = change.flow === null ? undefined : services.find(change.flow);
      return set(change.of, { default: flow }, services);
    }
    case 'drop':
      return drop(change.element, services);
    case 'extension':
      return extend(change, services);
    case 'withoutExtension':
      return unextend(change, services);
    case 'text':
      return replaceText(change, services);
    case 'timer':
      return setTimer(change, services);
    case 'reference':
      return refer(change, services);
    default:
  }
}

/** With the shape where there is one, for labels and marks follow; without, in the tree alone. */
function set(id: string, properties: Values, services: Services): void {
  const shape = shapeOf(services, id);
  const node = services.find(id);
  const modeling = services.get('modeling');
  if (shape && shape.businessObject === node) modeling.updateProperties(shape, properties);
  else if (node) modeling.updateModdleProperties(sheetOf(services), node, properties);
}

function write(around: string, node: Node, properties: Values, services: Services): void {
  const shape = shapeOf(services, around) ?? sheetOf(services);
  services.get('modeling').updateModdleProperties(shape, node, properties);
}

/** A value that names its type is an element; null takes away. */
function valuesOf(properties: { [name: string]: Json }, services: Services): Values {
  return Object.fromEntries(
    Object.entries(properties).map(([name, value]) => {
      if (value === null) return [name, undefined];
      if (typeof value !== 'object' || Array.isArray(value)) return [name, value];
      const { $type, ...rest } = value;
      return [name, make(String($type), rest, services)];
    }),
  );
}

function make(type: string, properties: Values, services: Services): Node {
  return services.get('bpmnFactory').create(type, properties) as Node;
}

const expression = (body: string, services: Services) => make('bpmn:FormalExpression', { body }, services);

function drop(id: string, services: Services): void {
  const node = services.find(id);
  const parent = node?.$parent;
  if (!node || !parent) return;
  for (const list of ['flowElements', 'rootElements', 'artifacts']) {
    const all = childrenOf(parent, list);
    if (all.includes(node)) write(id, parent, { [list]: all.filter((each) => each !== node) }, services);
  }
}

const isMeant = (node: Node, type: string, where?: Where): boolean =>
  (node.$type === type || tagOf(node) === type) && (!where || textOf(node, where.property) === where.value);

function extend(
  { element, type, where, properties }: Extract<Change, { do: 'extension' }>,
  services: Services,
): void {
  const node = services.find(element);
  if (!node) return;
  const found = extensionsOf(node).find((each) => isMeant(each, type, where));
  if (found) return write(element, found, valuesOf(properties, services), services);
  const made = make(type, valuesOf(properties, services), services);
  const holder = childOf(node, 'extensionElements');
  if (holder) return write(element, holder, { values: [...childrenOf(holder, 'values'), made] }, services);
  const extensionElements = make('bpmn:ExtensionElements', { values: [made] }, services);
  write(element, node, { extensionElements }, services);
}

/** Wherever below the element it stands: an option in its question too. */
function unextend(
  { element, type, where }: Extract<Change, { do: 'withoutExtension' }>,
  services: Services,
): void {
  const node = services.find(element);
  const holder = node && childOf(node, 'extensionElements');
  if (!holder) return;
  for (const each of [...within(holder)]) {
    const parent = each.$parent;
    if (!parent || !isMeant(each, type, where)) continue;
    for (const list of ['values', 'options']) {
      const all = childrenOf(parent, list);
      if (all.includes(each)) write(element, parent, { [list]: all.filter((one) => one !== each) }, services);
    }
  }
}

/** What an element holds of itself; elements drawn inside are not its own. */
function* ownOf(node: Node): Generator<Node> {
  const inner = new Set(childrenOf(node, 'flowElements'));
  for (const each of within(node)) {
    let at: Node | undefined = each;
    while (at && at !== node && !inner.has(at)) at = at.$parent;
    if (at === node) yield each;
  }
}

function replaceText({ element, from, to }: Extract<Change, { do: 'text' }>, services: Services): void {
  const node = services.find(element);
  for (const each of node ? ownOf(node) : [])
    for (const { name } of each.$descriptor?.properties ?? []) {
      const value = (each as unknown as Values)[name];
      if (typeof value === 'string' && value.trim() === from.trim())
        write(element, each, { [name]: to }, services);
    }
}

const TIMES = ['timeDuration', 'timeDate', 'timeCycle'];

function setTimer({ event, kind, text }: Extract<Change, { do: 'timer' }>, services: Services): void {
  const node = services.find(event);
  const timer =
    node && childrenOf(node, 'eventDefinitions').find((each) => tagOf(each) === 'timerEventDefinition');
  if (!timer) return;
  const times = Object.fromEntries(
    TIMES.map((name) => [name, name === kind ? expression(text, services) : undefined]),
  );
  write(event, timer, times, services);
}

/** Who waits and who sends say the same name; the file says it once. */
function refer(
  { element, definition, name }: Extract<Change, { do: 'reference' }>,
  services: Services,
): void {
  const node = services.find(element);
  const holder =
    node &&
    (childrenOf(node, 'eventDefinitions').find((each) => tagOf(each) === `${definition}EventDefinition`) ??
      node);
  if (!holder) return;
  const type = `bpmn:${definition.charAt(0).toUpperCase()}${definition.slice(1)}`;
  const root = services.definitions();
  const roots = childrenOf(root, 'rootElements');
  let named = roots.find((each) => each.$type === type && textOf(each, 'name') === name);
  if (!named) {
    const coded = { error: { errorCode: name }, escalation: { escalationCode: name } }[definition];
    named = make(type, { name, ...coded }, services);
    write(element, root, { rootElements: [...roots, named] }, services);
  }
  write(element, holder, { [`${definition}Ref`]: named }, services);
}
