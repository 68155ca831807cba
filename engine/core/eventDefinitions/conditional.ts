// Conditional event definition: happens when its condition becomes true (BPMN 2.0.2, 10.5.5).
import type { EventDefinitionBehavior } from '../behavior.ts';
import { opened } from '../conditions.ts';
import { partOf } from '../eventParts.ts';
import { nextKey } from '../step.ts';
import { open } from '../subscriptions.ts';

export const conditional: EventDefinitionBehavior = {
  read(source) {
    const condition = source.child('condition')?.text('body')?.trim();
    const filter = source.extension('zeebe:ConditionalFilter');
    const variableNames = listed(filter?.text('variableNames') ?? source.text('variableName'));
    const variableEvents = listed(filter?.text('variableEvents') ?? source.text('variableEvents'));
    return {
      ...(condition && { condition }),
      ...(variableNames && { variableNames }),
      ...(variableEvents && { variableEvents }),
    };
  },
  subscribe(step, node, owner, definition) {
    if (typeof definition.config.condition !== 'string') return 'undefined';
    const key = nextKey(step);
    open(step, { owner: owner.key, element: node.id, kind: 'condition', ...partOf(definition) });
    opened(step, key, owner.key);
    return 'open';
  },
};

function listed(text: string | undefined): string[] | undefined {
  const names = text?.split(',').flatMap((name) => name.trim() || []) ?? [];
  return names.length > 0 ? names : undefined;
}
