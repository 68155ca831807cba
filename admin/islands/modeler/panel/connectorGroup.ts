// How a service step is done: by one of the connectors, with what each needs to know, or by whoever works on its jobs.
import { Group } from '@bpmn-io/properties-panel';
import { type ConnectorHeader, connectorHeaders } from './connectors.ts';
import { addExtension, extensionsOf, type Moddle, removeExtension } from './extensions.ts';
import { choiceField, type Field, type PanelEntry, textField } from './fields.ts';
import { type GroupContext, isA, type MakeGroup } from './group.ts';
import { NoteEntry } from './noteEntries.ts';

const isThrown = (owner: Moddle) =>
  isA(owner, 'bpmn:IntermediateThrowEvent', 'bpmn:EndEvent') &&
  (owner.eventDefinitions ?? []).some((each: Moddle) => isA(each, 'bpmn:MessageEventDefinition'));

export const connectorGroup: MakeGroup = (context) => {
  const { element, owner, writing, say, translate } = context;
  if (!isA(owner, 'bpmn:ServiceTask', 'bpmn:SendTask') && !isThrown(owner)) return undefined;
  const [task] = extensionsOf(owner, 'zeebe:TaskDefinition');
  const type: string = task?.type ?? '';
  const chosen = choiceField(
    {
      id: 'cauce-connector-type',
      label: say('modeler.connector.choose'),
      get: () => type,
      set(value) {
        if (task && value === undefined) removeExtension(writing, element, owner, task);
        else if (task) writing.modeling.updateModdleProperties(element, task, { type: value });
        else if (value !== undefined)
          addExtension(writing, element, owner, 'zeebe:TaskDefinition', { type: value });
      },
    },
    () => choicesOf(type, say),
  );
  const headers = Object.hasOwn(connectorHeaders, type) ? (connectorHeaders[type] ?? []) : [];
  const note: PanelEntry[] =
    type === ''
      ? [{ id: 'cauce-connector-note', component: NoteEntry, text: say('modeler.connector.none') }]
      : [];
  return {
    id: 'cauce-connector',
    label: say('modeler.connector.group'),
    component: Group,
    translate,
    entries: [chosen, ...note, ...headers.map((header) => headerEntry(header, context))],
  };
};

function choicesOf(type: string, say: GroupContext['say']) {
  const own = type !== '' && !Object.hasOwn(connectorHeaders, type) ? [{ value: type, label: type }] : [];
  return [
    { value: '', label: say('modeler.connector.person') },
    ...Object.keys(connectorHeaders).map((value) => ({
      value,
      label: say(`modeler.connector.type.${value}`),
    })),
    ...own,
  ];
}

function headerEntry({ key, as }: ConnectorHeader, context: GroupContext): PanelEntry {
  const { owner, say, debounce, shelf } = context;
  const [holder] = extensionsOf(owner, 'zeebe:TaskHeaders');
  const own = (holder?.values ?? []).find((header: Moddle) => header.key === key);
  const field: Field = {
    id: `cauce-connector-${key}`,
    label: say(`modeler.connector.header.${key}`),
    get: () => own?.value ?? '',
    set: (value) => writeHeader(context, holder, key, value),
  };
  if (as === 'text') return textField(field, debounce);
  const mails = () =>
    shelf.files.map(({ name }) => name).filter((name) => /(^|\/)mails\/.*\.hbs$/.test(name));
  return choiceField(field, () => {
    const values = as === 'mail' ? mails() : [...as];
    const known = own?.value && !values.includes(own.value) ? [...values, own.value] : values;
    return [{ value: '', label: '' }, ...known.map((value) => ({ value, label: value }))];
  });
}

function writeHeader(
  { element, owner, writing }: GroupContext,
  holder: Moddle,
  key: string,
  value: string | undefined,
): void {
  const { bpmnFactory, modeling } = writing;
  const headers: Moddle[] = holder?.values ?? [];
  const own = headers.find((header) => header.key === key);
  const others = headers.filter((header) => header !== own);
  if (own && value !== undefined) modeling.updateModdleProperties(element, own, { value });
  else if (own && others.length === 0) removeExtension(writing, element, owner, holder);
  else if (own) modeling.updateModdleProperties(element, holder, { values: others });
  else if (value !== undefined) {
    const added = bpmnFactory.create('zeebe:Header', { key, value });
    if (!holder) return addExtension(writing, element, owner, 'zeebe:TaskHeaders', { values: [added] });
    added.$parent = holder;
    modeling.updateModdleProperties(element, holder, { values: [...headers, added] });
  }
}
