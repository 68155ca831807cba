// Who does a task and with which form: what Zeebe's groups ask for as text is chosen from what the draft has.
import { Group } from '@bpmn-io/properties-panel';
import { addExtension, extensionsOf, type Moddle, removeExtension } from './extensions.ts';
import { type Choice, choiceField, type PanelEntry } from './fields.ts';
import { type GroupContext, isA, type MakeGroup, type PanelGroup } from './group.ts';
import { formAddress, newForm } from './newForm.ts';
import { LinkEntry, NoteEntry, PressEntry } from './noteEntries.ts';

/** Its lane by name; of lanes in lanes, the innermost. */
function laneOf(owner: Moddle): string | undefined {
  const lanes: Moddle[] = owner.lanes ?? [];
  const inner = lanes.find(({ childLaneSet }) => !childLaneSet) ?? lanes.at(-1);
  return inner?.name;
}

const asGroups = (name: string) => (/[,="]/.test(name) ? `=[${JSON.stringify(name)}]` : name);

/** For tasks without anything of Zeebe, who does them is their lane alone. */
export const responsibleGroup: MakeGroup = (context) => {
  const { owner, say, translate } = context;
  if (!isA(owner, 'bpmn:Task') || isA(owner, 'bpmn:UserTask')) return undefined;
  if (!isA(owner, 'bpmn:ManualTask') && owner.$type !== 'bpmn:Task') return undefined;
  return {
    id: 'cauce-responsible',
    label: say('modeler.responsible.group'),
    component: Group,
    translate,
    entries: [laneNote(context)],
  };
};

function laneNote({ owner, say }: GroupContext): PanelEntry {
  const lane = laneOf(owner);
  const text =
    lane === undefined ? say('modeler.responsible.noLane') : say('modeler.responsible.lane', { lane });
  return { id: 'cauce-responsible-lane', component: NoteEntry, text };
}

/** Above Zeebe's own fields, which say the same as text. */
export function withResponsible(group: PanelGroup, context: GroupContext): PanelGroup {
  const { element, owner, writing, say } = context;
  const [assigned] = extensionsOf(owner, 'zeebe:AssignmentDefinition');
  const lanes = lanesAround(owner);
  const groups = choiceField(
    {
      id: 'cauce-responsible-group',
      label: say('modeler.responsible.by'),
      get: () => assigned?.candidateGroups ?? '',
      set(candidateGroups) {
        if (assigned) writing.modeling.updateModdleProperties(element, assigned, { candidateGroups });
        else if (candidateGroups !== undefined)
          addExtension(writing, element, owner, 'zeebe:AssignmentDefinition', { candidateGroups });
      },
    },
    () =>
      withOwn(
        [
          { value: '', label: say('modeler.responsible.ofLane') },
          ...lanes.map((name) => ({ value: asGroups(name), label: name })),
        ],
        assigned?.candidateGroups,
      ),
  );
  return {
    ...group,
    label: say('modeler.responsible.group'),
    entries: [laneNote(context), groups, ...(group.entries ?? [])],
  };
}

/** Names of all lanes of the process, in the order of the file. */
function lanesAround(owner: Moddle): string[] {
  let process = owner;
  while (process && !isA(process, 'bpmn:Process')) process = process.$parent;
  const within = (sets: Moddle[] = []): string[] =>
    sets.flatMap(({ lanes = [] }) =>
      lanes.flatMap(({ name, childLaneSet }: Moddle) => [
        ...(name ? [name] : []),
        ...within(childLaneSet ? [childLaneSet] : []),
      ]),
    );
  return [...new Set(within(process?.laneSets))];
}

/** What the file says stays to choose from, whether the draft has it or not. */
function withOwn(choices: Choice[], own: string | undefined, label = own ?? ''): Choice[] {
  const isListed = own === undefined || own === '' || choices.some(({ value }) => value === own);
  return isListed ? choices : [...choices, { value: own, label }];
}

export function withForms(group: PanelGroup, context: GroupContext): PanelGroup {
  const { element, owner, writing, say, shelf, opening } = context;
  const [definition] = extensionsOf(owner, 'zeebe:FormDefinition');
  const formId: string = definition?.formId ?? '';
  const file = shelf.forms.get(formId);
  const choose = (id: string | undefined) => {
    if (definition && id === undefined) removeExtension(writing, element, owner, definition);
    else if (definition)
      writing.modeling.updateModdleProperties(element, definition, {
        formId: id,
        formKey: undefined,
        externalReference: undefined,
      });
    else if (id !== undefined) addExtension(writing, element, owner, 'zeebe:FormDefinition', { formId: id });
  };
  const choices = () =>
    withOwn(
      [
        { value: '', label: say('modeler.form.generated') },
        ...[...shelf.forms].map(([id, name]) => ({ value: id, label: `${id} · ${name}` })),
      ],
      formId,
      say('modeler.form.missing', { form: formId }),
    );
  const chosen = choiceField(
    { id: 'cauce-form-id', label: say('modeler.form.choose'), get: () => formId, set: choose },
    choices,
  );
  const edit: PanelEntry[] = file
    ? [
        {
          id: 'cauce-form-edit',
          component: LinkEntry,
          href: formAddress(opening, file),
          text: say('modeler.form.edit'),
        },
      ]
    : [];
  const create: PanelEntry = {
    id: 'cauce-form-new',
    component: PressEntry,
    text: say('modeler.form.create'),
    act: () => void newForm(context).then(choose),
  };
  return { ...group, entries: [chosen, ...edit, ...(file ? [] : [create]), ...(group.entries ?? [])] };
}
