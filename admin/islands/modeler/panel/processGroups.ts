// What a whole process says of itself: which flow it is, of today or of tomorrow, and whether its case is about a person.
import { Group } from '@bpmn-io/properties-panel';
import { addExtension, extensionsOf, removeExtension, setOnly } from './extensions.ts';
import { checkField, choiceField, textArea, textField } from './fields.ts';
import { isA, type MakeGroup } from './group.ts';

export const variantGroup: MakeGroup = ({ element, owner, writing, debounce, say, translate }) => {
  if (!isA(owner, 'bpmn:Process')) return undefined;
  const [variant] = extensionsOf(owner, 'cauce:Variant');
  const set = (name: string) => (value: string | undefined) =>
    setOnly(writing, element, owner, 'cauce:Variant', { [name]: value });
  return {
    id: 'cauce-variant',
    label: say('modeler.variant.group'),
    component: Group,
    translate,
    entries: [
      textField(
        {
          id: 'cauce-variant-flow',
          label: say('modeler.variant.flow'),
          description: say('modeler.variant.flowHelp'),
          get: () => variant?.flow ?? '',
          set: set('flow'),
        },
        debounce,
      ),
      choiceField(
        {
          id: 'cauce-variant-kind',
          label: say('modeler.variant.kind'),
          get: () => variant?.kind ?? '',
          set: set('kind'),
        },
        () => [
          { value: '', label: '' },
          { value: 'as-is', label: say('modeler.variant.asIs') },
          { value: 'to-be', label: say('modeler.variant.toBe') },
        ],
      ),
    ],
  };
};

export const subjectGroup: MakeGroup = ({ element, owner, writing, debounce, say, translate }) => {
  if (!isA(owner, 'bpmn:Process')) return undefined;
  const [subject] = extensionsOf(owner, 'cauce:DataSubject');
  const about = checkField({
    id: 'cauce-subject-about',
    label: say('modeler.subject.about'),
    description: say('modeler.subject.aboutHelp'),
    get: () => subject !== undefined,
    set: (isAbout) =>
      isAbout
        ? addExtension(writing, element, owner, 'cauce:DataSubject')
        : removeExtension(writing, element, owner, subject),
  });
  const names = textArea(
    {
      id: 'cauce-subject-names',
      label: say('modeler.subject.publicNames'),
      description: say('modeler.subject.publicNamesHelp'),
      get: () => subject?.publicNames ?? '',
      set: (value) => writing.modeling.updateModdleProperties(element, subject, { publicNames: value }),
    },
    debounce,
  );
  return {
    id: 'cauce-subject',
    label: say('modeler.subject.group'),
    component: Group,
    translate,
    entries: subject ? [about, names] : [about],
  };
};
