// Call activity: another process, as an instance of its own; what goes in and comes back is mapped (Zeebe's rules).
import type { ElementBehavior } from '../behavior.ts';
import type { Variables } from '../json.ts';
import type { ElementInstance } from '../state.ts';
import { allVariablesAt, answerTo, emit, evaluate, raise, type Step } from '../step.ts';

export const callActivity: ElementBehavior = {
  read(source) {
    const called = source.extension('zeebe:CalledElement');
    const processId = called?.text('processId') ?? source.text('calledElement');
    return {
      ...(processId !== undefined && { processId }),
      binding: called?.text('bindingType') ?? 'default',
      ...(called?.text('versionTag') !== undefined && { versionTag: called.text('versionTag') as string }),
      propagateIn: called?.text('propagateAllParentVariables') !== 'false',
      propagateOut: called?.text('propagateAllChildVariables') !== 'false',
    };
  },
  activate(step, node, me) {
    const config = node.model?.config ?? {};
    const id = evaluate(step, String(config.processId ?? ''), me.key);
    if (!id.ok) return raise(step, me.key, 'activate', id);
    const binding =
      config.binding === 'latest' || config.binding === 'versionTag' ? config.binding : 'deployment';
    const definitionKey = answerTo(step, {
      kind: 'process',
      id: String(id.value),
      binding,
      ...(typeof config.versionTag === 'string' && { versionTag: config.versionTag }),
    });
    if (typeof definitionKey !== 'number')
      return raise(step, me.key, 'activate', {
        code: 'CALLED_PROCESS_NOT_FOUND',
        values: { process: id.value },
      });
    const variables = inwards(step, me, config.propagateIn !== false);
    emit(step, { type: 'childCalled', key: me.key, processId: String(id.value), definitionKey, variables });
  },
};

function inwards(step: Step, me: ElementInstance, all: boolean): Variables {
  return all ? allVariablesAt(step, me.key) : { ...me.variables };
}
