// What a step of the flow says beside what Zeebe knows: the milestone that it reaches, the question that a gateway asks.
import { Group } from '@bpmn-io/properties-panel';
import { addExtension, extensionsOf, type Moddle, removeExtension, setOnly } from './extensions.ts';
import { textField } from './fields.ts';
import { type GroupContext, isA, type MakeGroup } from './group.ts';

export const milestoneGroup: MakeGroup = ({ element, owner, writing, debounce, say, translate }) => {
  if (!isA(owner, 'bpmn:FlowNode')) return undefined;
  const [milestone] = extensionsOf(owner, 'cauce:Milestone');
  return {
    id: 'cauce-milestone',
    label: say('modeler.milestone.group'),
    component: Group,
    translate,
    entries: [
      textField(
        {
          id: 'cauce-milestone-name',
          label: say('modeler.milestone.name'),
          description: say('modeler.milestone.help'),
          get: () => milestone?.name ?? '',
          set: (name) => setOnly(writing, element, owner, 'cauce:Milestone', { name }),
        },
        debounce,
      ),
    ],
  };
};

/** Asked only where no condition decides; what is written here waits for that. */
export const questionGroup: MakeGroup = (context) => {
  const { owner, debounce, say, translate } = context;
  const flows: Moddle[] = owner?.outgoing ?? [];
  if (!isA(owner, 'bpmn:ExclusiveGateway', 'bpmn:InclusiveGateway') || flows.length < 2) return undefined;
  const [question] = extensionsOf(owner, 'cauce:Question');
  const optionOf = (flow: Moddle) =>
    (question?.options ?? []).find((option: Moddle) => option.flow === flow.id);
  const isDecided = flows.some(({ conditionExpression }) => conditionExpression !== undefined);
  return {
    id: 'cauce-question',
    label: say('modeler.question.group'),
    component: Group,
    translate,
    entries: [
      textField(
        {
          id: 'cauce-question-text',
          label: say('modeler.question.text'),
          description: say(isDecided ? 'modeler.question.decided' : 'modeler.question.help'),
          get: () => question?.text ?? '',
          set: (text) => write(context, question, { text, options: question?.options ?? [] }),
        },
        debounce,
      ),
      ...flows.map((flow) =>
        textField(
          {
            id: `cauce-question-${flow.id}`,
            label: say('modeler.question.option', {
              flow: flow.name || flow.targetRef?.name || flow.targetRef?.id || flow.id,
            }),
            get: () => optionOf(flow)?.label ?? '',
            set: (label) =>
              write(context, question, { text: question?.text, options: withOption(flow, label) }),
          },
          debounce,
        ),
      ),
    ],
  };

  function withOption(flow: Moddle, label: string | undefined): Moddle[] {
    const others = (question?.options ?? []).filter((option: Moddle) => option.flow !== flow.id);
    if (label === undefined) return others;
    return [...others, context.writing.bpmnFactory.create('cauce:Option', { flow: flow.id, label })];
  }
};

interface Question {
  text: string | undefined;
  options: Moddle[];
}

function write(
  { element, owner, writing }: GroupContext,
  question: Moddle,
  { text, options }: Question,
): void {
  for (const option of options) option.$parent = question;
  if (!question) addExtension(writing, element, owner, 'cauce:Question', { text, options });
  else if (text === undefined && options.length === 0) removeExtension(writing, element, owner, question);
  else writing.modeling.updateModdleProperties(element, question, { text, options });
}
