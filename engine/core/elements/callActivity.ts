// Call activity: another process, as an instance of its own; what goes in and comes back is mapped (Zeebe's rules).
import type { ElementBehavior } from '../behavior.ts';
import { calledProcess } from '../calledProcess.ts';
import type { Json } from '../json.ts';
import type { Lookup } from '../ports.ts';
import type { ElementInstance } from '../state.ts';
import { allVariablesAt, answerTo, emit, evaluate, raise, type Step } from '../step.ts';

export const callActivity: ElementBehavior = {
  read(source) {
    const called = source.extension('zeebe:CalledElement');
    const processId = calledProcess(source);
    const config: { [name: string]: Json } = {
      ...(processId !== undefined && { processId }),
      binding: called?.written('bindingType') ?? 'default',
      propagateIn: called?.text('propagateAllParentVariables') !== 'false',
      propagateOut: called?.text('propagateAllChildVariables') !== 'false',
    };
    const copy = (name: string, value: string | undefined) => {
      if (value !== undefined && value !== '') config[name] = value;
    };
    copy('versionTag', called?.text('versionTag'));
    copy('version', called?.text('version'));
    copy('businessKey', called?.text('businessId'));
    return config;
  },
  activate(step, node, me) {
    const config = node.model?.config ?? {};
    const id = evaluate(step, String(config.processId ?? ''), me.key);
    if (!id.ok) return raise(step, me.key, 'activate', id);
    const processId = String(id.value);
    const lookup = bound(step, me, processId, config);
    const businessKey = lookup && businessKeyOf(step, me, config.businessKey);
    if (!lookup || businessKey === false) return;
    const definitionKey = answerTo(step, lookup);
    if (typeof definitionKey !== 'number')
      return raise(step, me.key, 'activate', {
        code: 'CALLED_PROCESS_NOT_FOUND',
        values: { process: processId },
      });
    const variables = config.propagateIn === false ? { ...me.variables } : allVariablesAt(step, me.key);
    const own = businessKey === undefined ? {} : { businessKey };
    emit(step, { type: 'childCalled', key: me.key, processId, definitionKey, variables, ...own });
  },
};

/** Which version is called; undefined after an incident. */
function bound(
  step: Step,
  me: ElementInstance,
  id: string,
  config: { [name: string]: Json },
): (Lookup & { kind: 'process' }) | undefined {
  const { binding, versionTag, version } = config;
  if (binding === 'latest') return { kind: 'process', id, binding };
  if (binding === 'versionTag')
    return { kind: 'process', id, binding, ...(typeof versionTag === 'string' && { versionTag }) };
  if (version === undefined) return { kind: 'process', id, binding: 'deployment' };
  const given = evaluate(step, String(version), me.key);
  const number = given.ok && given.value !== null && given.value !== '' ? Number(given.value) : 0;
  if (Number.isInteger(number) && number > 0)
    return { kind: 'process', id, binding: 'version', version: number };
  const values = { process: id, expression: version, result: given.ok ? given.value : null };
  raise(step, me.key, 'activate', given.ok ? { code: 'CALLED_VERSION_NOT_A_NUMBER', values } : given);
  return undefined;
}

/** The caller's is inherited (undefined) where the drawing gives none; false after an incident. */
function businessKeyOf(step: Step, me: ElementInstance, text: Json | undefined): string | undefined | false {
  if (typeof text !== 'string') return undefined;
  const given = evaluate(step, text, me.key);
  if (given.ok && (given.value === null || given.value === '')) return undefined;
  if (given.ok && (typeof given.value === 'string' || typeof given.value === 'number'))
    return String(given.value);
  const wrong = { expression: text, result: given.ok ? given.value : null };
  raise(step, me.key, 'activate', given.ok ? { code: 'BUSINESS_KEY_NOT_TEXT', values: wrong } : given);
  return false;
}
