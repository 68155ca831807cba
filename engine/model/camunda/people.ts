// User tasks and start events of Camunda 7: who does them, when they are due, with which form.
import type { ModdleElement } from 'bpmn-moddle';
import { bodyOf, childOf, childrenOf, extensionOf, textOf } from '../sourceNode.ts';
import { formSchemaOf } from './forms.ts';
import { holdsJuel } from './juelTokens.ts';
import {
  asFeel,
  attributeOf,
  create,
  extend,
  notExecuted,
  type Translation,
  valueIn,
} from './translation.ts';

export function translateUserTask(translation: Translation): void {
  const { element } = translation;
  const name = textOf(element, 'name');
  // A name is not evaluated here.
  if (name !== undefined && holdsJuel(name)) notExecuted(translation, 'name', name);
  const owners = ownersOf(element);
  const assignment = {
    assignee: attributeOf(translation, 'assignee') ?? valueIn(translation, owners.assignee, 'humanPerformer'),
    candidateUsers: namesOf(translation, 'candidateUsers', owners.users),
    candidateGroups: namesOf(translation, 'candidateGroups', owners.groups),
  };
  if (Object.values(assignment).some((each) => each !== undefined))
    extend(element, 'zeebe:AssignmentDefinition', assignment);
  const schedule = {
    dueDate: dateOf(translation, 'dueDate'),
    followUpDate: dateOf(translation, 'followUpDate'),
  };
  if (schedule.dueDate !== undefined || schedule.followUpDate !== undefined)
    extend(element, 'zeebe:TaskSchedule', schedule);
  const priority = attributeOf(translation, 'priority');
  if (priority !== undefined) extend(element, 'zeebe:PriorityDefinition', { priority });
  translateForm(translation);
}

/** Names with commas between them, each of which may be an expression that gives one or many. */
function namesOf(translation: Translation, attribute: string, owners: string[]): string | undefined {
  const names = [...separate(textOf(translation.element, attribute) ?? ''), ...owners];
  const values = names.flatMap((each) => valueIn(translation, each, attribute) ?? []);
  if (values.length < 2) return values[0];
  if (!values.some((each) => each.startsWith('='))) return values.join(', ');
  return `=flatten([${values.map(asFeel).join(', ')}])`;
}

function separate(text: string): string[] {
  return (text.match(/(?:[$#]\{(?:"[^"]*"|'[^']*'|[^}])*\}|[^,])+/g) ?? [])
    .map((each) => each.trim())
    .filter((each) => each !== '');
}

/** BPMN's own resource roles, whose expressions Camunda 7 reads as `user(ana), group(sales)`; a bare name is a group. */
function ownersOf(element: ModdleElement): { assignee?: string; users: string[]; groups: string[] } {
  const owners: { assignee?: string; users: string[]; groups: string[] } = { users: [], groups: [] };
  for (const role of childrenOf(element, 'resources')) {
    const assignment = childOf(role, 'resourceAssignmentExpression');
    const expression = assignment && childOf(assignment, 'expression');
    const text = (expression && bodyOf(expression)?.trim()) ?? '';
    if (role.$type === 'bpmn:HumanPerformer' && text !== '') owners.assignee = text;
    if (role.$type !== 'bpmn:PotentialOwner') continue;
    for (const name of separate(text)) {
      const [, kind, inner] = /^(user|group)\(\s*(.*?)\s*\)$/.exec(name) ?? [];
      owners[kind === 'user' ? 'users' : 'groups'].push(inner ?? name);
    }
  }
  return owners;
}

/** A duration counts from the task's creation. */
function dateOf(translation: Translation, attribute: string): string | undefined {
  const value = attributeOf(translation, attribute);
  return value !== undefined && /^P[\dT]/.test(value) ? `=now() + duration(${JSON.stringify(value)})` : value;
}

const DEPLOYED = /^camunda-forms:(?:app|deployment):(?:.*\/)?([^/]+?)(?:\.form)?$/;

/** A form of its own fields, a deployed form, or one that lies elsewhere. */
export function translateForm(translation: Translation): void {
  const { element } = translation;
  const handler = textOf(element, 'formHandlerClass');
  if (handler !== undefined) notExecuted(translation, 'camunda:formHandlerClass', handler);
  const schema = formSchemaOf(translation);
  const formKey = textOf(element, 'formKey');
  const formId = textOf(element, 'formRef') ?? DEPLOYED.exec(formKey ?? '')?.[1];
  if (formId !== undefined) {
    const bindingType = textOf(element, 'formRefBinding') ?? 'latest';
    extend(element, 'zeebe:FormDefinition', { formId, bindingType });
  } else if (formKey !== undefined) {
    const externalReference = valueIn(translation, formKey, 'formKey');
    if (externalReference !== undefined) extend(element, 'zeebe:FormDefinition', { externalReference });
    if (/^(embedded|app|deployment):/.test(formKey)) notExecuted(translation, 'camunda:formKey', formKey);
  } else if (schema) embedForm(element, JSON.stringify(schema));
}

/** As Zeebe embeds a form: its text lies in the process. */
function embedForm(element: ModdleElement, body: string): void {
  let process: ModdleElement | undefined = element;
  while (process && process.$type !== 'bpmn:Process') process = process.$parent;
  if (!process) return;
  const id = `camunda:${textOf(element, 'id') ?? ''}`;
  extend(process, 'zeebe:UserTaskForm', { id, body });
  extend(element, 'zeebe:FormDefinition', { formKey: `camunda-forms:bpmn:${id}` });
}

/** `camunda:properties`, and the variable that a start event keeps the starter's name in. */
export function translateProperties({ element }: Translation): void {
  const held = extensionOf(element, 'camunda:Properties');
  const initiator = element.$type === 'bpmn:StartEvent' ? textOf(element, 'initiator') : undefined;
  const properties = (held ? childrenOf(held, 'values') : []).map((each) =>
    create('zeebe:Property', { name: textOf(each, 'name'), value: textOf(each, 'value') }),
  );
  if (initiator) properties.push(create('zeebe:Property', { name: 'cauce:initiator', value: initiator }));
  if (properties.length > 0) extend(element, 'zeebe:Properties', { properties });
}
