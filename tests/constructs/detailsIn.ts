// Constructs that are no place of their own: attributes, data, lanes and message flows of what a run went through.
import type { ModdleElement } from 'bpmn-moddle';
import type { Construct } from './construct.ts';
import { attribute, children, localName } from './xmlElement.ts';

type Test = (element: ModdleElement) => boolean;

const is =
  (tag: string, more: Test = () => true): Test =>
  (element) =>
    localName(element) === tag && more(element);
const has =
  (name: string): Test =>
  (element) =>
    children(element, name).length > 0;
const says =
  (name: string, value: string): Test =>
  (element) =>
    attribute(element, name) === value;
const repeats =
  (more: Test): Test =>
  (element) => {
    const [loop] = children(element, 'loopCharacteristics');
    return loop !== undefined && more(loop);
  };
const timer =
  (kind: string, more: (text: string) => boolean = () => true): Test =>
  (element) =>
    children(element, 'eventDefinitions').some((definition) =>
      children(definition, kind).some((text) => more(attribute(text, 'body'))),
    );
const isCron = (text: string) => text.trim().split(/\s+/).length >= 5;

/** Of elements that the run activated. */
const OF_ELEMENT: { [detail: string]: Test } = {
  timeDate: timer('timeDate'),
  timeDuration: timer('timeDuration'),
  timeCycle: timer('timeCycle', (text) => !isCron(text)),
  cron: timer('timeCycle', isCron),
  conditionalFlow: (element) => children(element, 'outgoing').some(has('conditionExpression')),
  defaultFlow: has('default'),
  instantiatingReceiveTask: is('receiveTask', says('instantiate', 'true')),
  startQuantity: (element) => Number(attribute(element, 'startQuantity')) > 1,
  completionQuantity: (element) => Number(attribute(element, 'completionQuantity')) > 1,
  loopMaximum: repeats((loop) => attribute(loop, 'loopMaximum') !== ''),
  testBefore: repeats(says('testBefore', 'true')),
  cardinality: repeats(has('loopCardinality')),
  completionCondition: repeats(has('completionCondition')),
  behaviorNone: repeats(says('behavior', 'None')),
  behaviorOne: repeats(says('behavior', 'One')),
  behaviorComplex: repeats(says('behavior', 'Complex')),
  adHocSequential: is('adHocSubProcess', says('ordering', 'Sequential')),
  adHocCompletion: is('adHocSubProcess', has('completionCondition')),
  adHocKeepsRest: is('adHocSubProcess', says('cancelRemainingInstances', 'false')),
  activationCondition: is('complexGateway', has('activationCondition')),
  dataObject: (element) => associated(element, 'dataObjectReference') || associated(element, 'dataObject'),
  dataStore: (element) => associated(element, 'dataStoreReference'),
  ioSpecification: has('ioSpecification'),
  property: has('properties'),
};

export function detailsOf(root: ModdleElement, activated: ReadonlySet<string>): Construct[] {
  const found = new Set<Construct>();
  for (const element of walk(root)) {
    if (activated.has(attribute(element, 'id')))
      for (const [detail, test] of Object.entries(OF_ELEMENT)) if (test(element)) found.add(`${detail}/has`);
    if (isUsed(element, 'lane', ['flowNodeRef'], activated)) found.add('lane/has');
    if (isUsed(element, 'messageFlow', ['sourceRef', 'targetRef'], activated)) found.add('messageFlow/has');
    if (hasSeveralStarts(element)) found.add('severalStarts/has');
  }
  return [...found];
}

/** References lead out of the tree, so only what is contained is walked. */
export function* walk(element: ModdleElement): Iterable<ModdleElement> {
  yield element;
  for (const property of element.$descriptor?.properties ?? []) {
    if ((property as { isReference?: boolean }).isReference) continue;
    for (const child of children(element, property.name)) yield* walk(child);
  }
}

function isUsed(element: ModdleElement, tag: string, references: string[], activated: ReadonlySet<string>) {
  const ends = references.flatMap((name) => children(element, name));
  return localName(element) === tag && ends.some((each) => activated.has(attribute(each, 'id')));
}

function hasSeveralStarts(element: ModdleElement): boolean {
  if (localName(element) !== 'process') return false;
  return children(element, 'flowElements').filter((each) => localName(each) === 'startEvent').length > 1;
}

function associated(element: ModdleElement, tag: string): boolean {
  const associations = [
    ...children(element, 'dataInputAssociations'),
    ...children(element, 'dataOutputAssociations'),
    ...children(element, 'dataInputAssociation'),
    ...children(element, 'dataOutputAssociation'),
  ];
  return associations
    .flatMap((each) => [...children(each, 'sourceRef'), ...children(each, 'targetRef')])
    .some((each) => localName(each) === tag);
}
