// What is promised: every `cauce:sla` of a process or an activity, as a list.
import { ListGroup } from '@bpmn-io/properties-panel';
import { addExtension, extensionsOf, type Moddle, removeExtension } from './extensions.ts';
import { checkField, choiceField, type Field, feelField, type PanelEntry, textField } from './fields.ts';
import { type GroupContext, isA, type MakeGroup } from './group.ts';

const METRICS = ['response', 'resolution', 'operation'];
const MODES = ['business-hours', 'business-days', 'legal-days', 'calendar-month', 'clock'];

export const slaGroup: MakeGroup = (context) => {
  const { element, owner, writing, say, translate } = context;
  if (!isA(owner, 'bpmn:Process', 'bpmn:Activity')) return undefined;
  const slas = extensionsOf(owner, 'cauce:Sla');
  return {
    id: 'cauce-sla',
    label: say('modeler.sla.group'),
    component: ListGroup,
    translate,
    add: (event: Event) => {
      event.stopPropagation();
      const fresh = {
        metric: isA(owner, 'bpmn:Process') ? 'resolution' : 'operation',
        mode: 'business-hours',
      };
      addExtension(writing, element, owner, 'cauce:Sla', { ...fresh, warnAt: '75%, 90%' });
    },
    items: slas.map((sla, index) => ({
      id: `cauce-sla-${element.id}-${index}`,
      label: sla.name || say(`modeler.sla.metric.${METRICS.includes(sla.metric) ? sla.metric : 'operation'}`),
      translate,
      entries: slaEntries(sla, `cauce-sla-${element.id}-${index}`, context),
      remove: (event: Event) => {
        event.stopPropagation();
        removeExtension(writing, element, owner, sla);
      },
    })),
  };
};

function slaEntries(sla: Moddle, prefix: string, context: GroupContext): PanelEntry[] {
  const { element, writing, say, debounce } = context;
  const field = (name: string, more: Partial<Field> = {}): Field => ({
    id: `${prefix}-${name}`,
    label: say(`modeler.sla.${name}`),
    get: () => sla.get(name) ?? '',
    set: (value) => writing.modeling.updateModdleProperties(element, sla, { [name]: value }),
    ...more,
  });
  const help = (name: string) => ({ description: say(`modeler.sla.help.${name}`) });
  const chosen = (name: string, values: readonly string[]) =>
    choiceField(field(name), () => choicesOf(values, name, sla.get(name), say));
  return [
    textField(field('name'), debounce),
    chosen('metric', METRICS),
    feelField(field('target', help('target')), debounce),
    chosen('mode', MODES),
    textField(field('calendar', help('calendar')), debounce),
    feelField(field('from', help('from')), debounce),
    textField(field('warnAt', help('warnAt')), debounce),
    ...['stopWhen', 'pauseWhen', 'cancelWhen', 'restartWhen', 'extendWhen'].map((name) =>
      textField(field(name, help('elements')), debounce),
    ),
    feelField(field('extendTo'), debounce),
    feelField(field('extendReason'), debounce),
    textField(field('escalation', help('escalation')), debounce),
    checkField({
      id: `${prefix}-restartOnReturn`,
      label: say('modeler.sla.restartOnReturn'),
      get: () => sla.get('restartOnReturn') === 'true',
      set: (value) =>
        writing.modeling.updateModdleProperties(element, sla, {
          restartOnReturn: value ? 'true' : undefined,
        }),
    }),
  ];
}

/** A value that the file has and nobody knows stays to choose from. */
function choicesOf(
  values: readonly string[],
  name: string,
  own: string | undefined,
  say: GroupContext['say'],
) {
  const known = values.map((value) => ({ value, label: say(`modeler.sla.${name}.${value}`) }));
  const foreign = own !== undefined && own !== '' && !values.includes(own);
  return [{ value: '', label: '' }, ...known, ...(foreign ? [{ value: own, label: own }] : [])];
}
