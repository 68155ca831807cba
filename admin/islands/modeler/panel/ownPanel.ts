// Our groups of the properties panel, beside those of BPMN and Zeebe.
import type { Say } from '../../words/speak.ts';
import type { DraftShelf } from '../draftShelf.ts';
import type { Opening } from '../opening.ts';
import { connectorGroup } from './connectorGroup.ts';
import type { Drawn, Writing } from './extensions.ts';
import type { Debounce } from './fields.ts';
import { type GroupContext, isA, type MakeGroup, type PanelGroup } from './group.ts';
import { milestoneGroup, questionGroup } from './nodeGroups.ts';
import { subjectGroup, variantGroup } from './processGroups.ts';
import { slaGroup } from './slaGroup.ts';
import { responsibleGroup, withForms, withResponsible } from './taskGroups.ts';

/** After what Zeebe's provider has added, which comes at 500. */
const PRIORITY = 400;
/** In this order, right below what every element has. */
const own: readonly MakeGroup[] = [
  variantGroup,
  questionGroup,
  responsibleGroup,
  connectorGroup,
  slaGroup,
  milestoneGroup,
  subjectGroup,
];
/** Groups of Zeebe's that we add to; they stand among ours. */
const extended: { readonly [id: string]: (group: PanelGroup, context: GroupContext) => PanelGroup } = {
  assignmentDefinition: withResponsible,
  form: withForms,
};
const first = ['general', 'documentation'];

interface Panel {
  registerProvider(priority: number, provider: object): void;
}

interface Injector {
  get(service: string): unknown;
}

export function ownPanel(opening: Opening, shelf: DraftShelf, say: Say): object {
  class OwnGroups {
    static $inject = ['propertiesPanel', 'injector', 'eventBus'];
    private readonly injector: Injector;

    constructor(panel: Panel, injector: Injector, eventBus: { fire(event: string): void }) {
      this.injector = injector;
      panel.registerProvider(PRIORITY, this);
      shelf.onChange(() => eventBus.fire('propertiesPanel.providersChanged'));
    }

    getGroups(element: Drawn): (groups: PanelGroup[]) => PanelGroup[] {
      return (groups) => {
        const context = this.context(element);
        const made = own.flatMap((make) => make(context) ?? []);
        const top = groups.filter(({ id }) => first.includes(id));
        const more = groups.flatMap((group) => extended[group.id]?.(group, context) ?? []);
        const rest = groups.filter(({ id }) => !first.includes(id) && !(id in extended));
        return [...top, ...more, ...made, ...rest];
      };
    }

    private context(element: Drawn): GroupContext {
      const { injector } = this;
      const service = <T>(name: string) => injector.get(name) as T;
      const { businessObject } = element;
      return {
        element,
        owner: isA(businessObject, 'bpmn:Participant') ? businessObject.processRef : businessObject,
        writing: {
          modeling: service<Writing['modeling']>('modeling'),
          bpmnFactory: service<Writing['bpmnFactory']>('bpmnFactory'),
          commandStack: service<Writing['commandStack']>('commandStack'),
        },
        debounce: service<Debounce>('debounceInput'),
        translate: service<(text: string) => string>('translate'),
        say,
        opening,
        shelf,
      };
    }
  }
  return { __init__: ['ownGroups'], ownGroups: ['type', OwnGroups] };
}
