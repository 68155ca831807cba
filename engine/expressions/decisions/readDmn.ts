// Reads DMN 1.1 to 1.5 with the XML library and resolves what decisions require.
import { type DmnElement, DmnModdle, type DmnWarning } from 'dmn-moddle';
import type { Problem } from '../../core/problem.ts';
import { dmnWithBoxed } from './boxedTypes.ts';
import { childOf, childrenOf, hrefOf, textOf } from './dmnElement.ts';
import type { DecisionModel, DecisionService, Knowledge } from './model.ts';
import { readLogic } from './readLogic.ts';

export interface ReadDecisions {
  decisions: DecisionModel[];
  problems: Problem[];
}

/** The library knows DMN 1.3; for what is read here, the other versions differ from it in their namespace alone. */
const KNOWN = 'https://www.omg.org/spec/DMN/20191111';
const OTHER_VERSIONS =
  /(["'])https?:\/\/www\.omg\.org\/spec\/DMN\/(?:20151101|20180521|20211108|20230324)\/(?:dmn\.xsd|MODEL\/)\1/g;

export async function readDmn(xml: string, resource: string): Promise<ReadDecisions> {
  const moddle = new DmnModdle({ dmn: dmnWithBoxed });
  let root: DmnElement;
  let warnings: DmnWarning[];
  try {
    ({ rootElement: root, warnings } = await moddle.fromXML(
      xml.replace(OTHER_VERSIONS, `$1${KNOWN}/MODEL/$1`),
      'dmn:Definitions',
    ));
  } catch (error) {
    const detail = error instanceof Error ? error.message.slice(0, 300) : '';
    return {
      decisions: [],
      problems: [{ severity: 'error', code: 'DMN_MALFORMED', resource, values: { detail } }],
    };
  }
  const problems = warnings
    .map((warning) => complaint(warning, resource))
    .filter((problem) => problem !== null);
  return readDefinitions(root, resource, problems);
}

/** Pictures and extensions may hold what is not known here; what is malformed may not. */
function complaint({ message, error }: DmnWarning, resource: string): Problem | null {
  const detail = (error?.message ?? message).slice(0, 300);
  if (/unknown attribute|unresolved reference|unsupported document encoding/.test(message)) return null;
  if (/unknown type|unrecognized element|missing namespace for prefix|unexpected body text/.test(detail)) {
    return { severity: 'warning', code: 'DMN_ELEMENT_IGNORED', resource, values: { detail } };
  }
  const twice = /duplicate ID <([^>]*)>/.exec(detail)?.[1];
  if (twice !== undefined) {
    return { severity: 'error', code: 'DMN_DUPLICATE_ID', resource, elementId: twice, values: { id: twice } };
  }
  return { severity: 'error', code: 'DMN_MALFORMED', resource, values: { detail } };
}

function readDefinitions(root: DmnElement, resource: string, problems: Problem[]): ReadDecisions {
  const elements = childrenOf(root, 'drgElement');
  const byId = new Map(elements.map((element) => [textOf(element, 'id'), element]));
  const knowledge = new Map<string, Knowledge>();
  for (const element of elements) {
    const logic =
      element.$type === 'dmn:BusinessKnowledgeModel' ? childOf(element, 'encapsulatedLogic') : undefined;
    if (logic === undefined) continue;
    const id = textOf(element, 'id');
    knowledge.set(id, {
      id,
      name: nameOf(element),
      requires: required(element, 'knowledgeRequirement', 'requiredKnowledge'),
      logic: readLogic(logic),
    });
  }
  const decisions: DecisionModel[] = [];
  for (const element of elements.filter(({ $type }) => $type === 'dmn:DecisionService')) {
    const logic = readService(element, byId);
    knowledge.set(textOf(element, 'id'), {
      id: textOf(element, 'id'),
      name: nameOf(element),
      requires: [],
      logic,
    });
    decisions.push({
      ...identity(element, root, resource),
      inputData: [],
      inputTypes: {},
      requires: [],
      knowledge: [],
      logic,
    });
  }
  for (const element of elements.filter(({ $type }) => $type === 'dmn:Decision')) {
    const body = childOf(element, 'decisionLogic');
    const requires = required(element, 'informationRequirement', 'requiredDecision');
    const about = { resource, elementId: textOf(element, 'id'), elementName: textOf(element, 'name') };
    if (body === undefined)
      problems.push({ severity: 'warning', code: 'DECISION_WITHOUT_LOGIC', ...about, values: {} });
    for (const id of requires.filter((id) => byId.get(id)?.$type !== 'dmn:Decision')) {
      problems.push({
        severity: 'error',
        code: 'DECISION_REQUIRED_UNKNOWN',
        ...about,
        values: { required: id },
      });
    }
    decisions.push({
      ...identity(element, root, resource),
      ...inputsOf(element, byId),
      requires,
      knowledge: reachable(required(element, 'knowledgeRequirement', 'requiredKnowledge'), knowledge),
      // Without logic of its own, a decision is made elsewhere and comes in as a variable of its name.
      logic: body === undefined ? { kind: 'literal', text: `\`${nameOf(element)}\`` } : readLogic(body),
    });
  }
  if (decisions.length === 0)
    problems.push({ severity: 'warning', code: 'DMN_WITHOUT_DECISION', resource, values: {} });
  return { decisions, problems };
}

function identity(element: DmnElement, root: DmnElement, resource: string) {
  return {
    id: textOf(element, 'id'),
    name: textOf(element, 'name') || textOf(element, 'id'),
    requirementsId: textOf(root, 'id'),
    requirementsName: textOf(root, 'name') || textOf(root, 'id'),
    resource,
    variable: nameOf(element),
  };
}

function inputsOf(element: DmnElement, byId: Map<string, DmnElement>) {
  const inputs = required(element, 'informationRequirement', 'requiredInput').flatMap(
    (id) => byId.get(id) ?? [],
  );
  const types = inputs.flatMap((input): [string, string][] => {
    const variable = childOf(input, 'variable');
    const type = variable ? textOf(variable, 'typeRef') : '';
    return type === '' ? [] : [[nameOf(input), type]];
  });
  return { inputData: inputs.map(nameOf), inputTypes: Object.fromEntries(types) };
}

function readService(element: DmnElement, byId: Map<string, DmnElement>): DecisionService {
  const parameter = (id: string, isDecision: boolean) => {
    const input = byId.get(id);
    const variable = input && childOf(input, 'variable');
    return {
      name: input ? nameOf(input) : id,
      type: variable ? textOf(variable, 'typeRef') : '',
      ...(isDecision && { decision: id }),
    };
  };
  return {
    kind: 'service',
    parameters: [
      ...childrenOf(element, 'inputData').map((each) => parameter(hrefOf(each), false)),
      ...childrenOf(element, 'inputDecision').map((each) => parameter(hrefOf(each), true)),
    ],
    outputs: childrenOf(element, 'outputDecision').map(hrefOf),
  };
}

/** The variable's name, which is the element's where it has none. */
function nameOf(element: DmnElement): string {
  const variable = childOf(element, 'variable');
  return (variable && textOf(variable, 'name')) || textOf(element, 'name') || textOf(element, 'id');
}

function required(element: DmnElement, requirement: string, kind: string): string[] {
  return childrenOf(element, requirement).flatMap((child) => {
    const reference = childOf(child, kind);
    return reference === undefined ? [] : [hrefOf(reference)];
  });
}

/** Everything needed, directly or not, each after what it needs. */
function reachable(
  ids: string[],
  all: Map<string, Knowledge>,
  found: Map<string, Knowledge> = new Map(),
  open: Set<string> = new Set(),
): Knowledge[] {
  for (const id of ids) {
    const model = all.get(id);
    if (model === undefined || found.has(id) || open.has(id)) continue;
    open.add(id);
    reachable(model.requires, all, found, open);
    found.set(id, model);
  }
  return [...found.values()];
}
