// Our groups of the properties panel, beside those of BPMN and Zeebe.
import type { Say } from '../../words.ts';
import type { Opening } from '../opening.ts';
import type { Drawn, Writing } from './extensions.ts';
import type { Debounce } from './fields.ts';
import { type GroupContext, isA, type MakeGroup, type PanelGroup } from './group.ts';
import { milestoneGroup, questionGroup } from './nodeGroups.ts';
import { subjectGroup, variantGroup } from './processGroups.ts';
import { slaGroup } from './slaGroup.ts';

/** After what Zeebe's provider has added, which comes at 500. */
const PRIORITY = 400;
/** In this order, right below what every element has. */
const own: readonly MakeGroup[] = [variantGroup, questionGroup, slaGroup, milestoneGroup, subjectGroup];
const first = ['general', 'documentation'];

interface Injector {
  get(service: string): unknown;
}

export function ownPanel(opening: Opening, say: Say): object {
  class OwnGroups {
    static $inject = ['propertiesPanel', 'injector'];
    private readonly injector: Injector;

    constructor(panel: { registerProvider(priority: number, provider: object): void }, injector: Injector) {
      this.injector = injector;
      panel.registerProvider(PRIORITY, this);
    }

    getGroups(element: Drawn): (groups: PanelGroup[]) => PanelGroup[] {
      return (groups) => {
        const context = this.context(element);
        const made = own.flatMap((make) => make(context) ?? []);
        const top = groups.filter(({ id }) => first.includes(id));
        return [...top, ...made, ...groups.filter(({ id }) => !first.includes(id))];
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
      };
    }
  }
  return { __init__: ['ownGroups'], ownGroups: ['type', OwnGroups] };
}
