// What happens to rehearsed processes from outside: messages, signals, decisions, repairs, and time that passes.
import { values } from '../core/index.ts';
import { addDuration, durationFrom } from '../core/timerValues.ts';
import { type Action, refused, variablesIn } from './actions.ts';
import type { Wrong } from './readTests.ts';
import type { Rehearsal } from './rehearsal.ts';
import { elementRun, incident, isWrong, processInstance, selectorIn } from './select.ts';

/** As long as clients keep a message unless told otherwise. */
const HOUR = 3_600_000;

export const publishMessage: Action = ({ runtime, messageIds }, given) => {
  const { name, correlationKey = '', timeToLive = HOUR, messageId } = given;
  if (messageId !== undefined) {
    const id = JSON.stringify([name, correlationKey, messageId]);
    const values = { messageId };
    if ((messageIds.get(id) ?? 0) > runtime.now)
      return refused('the message', { ok: false, code: 'MESSAGE_ALREADY_PUBLISHED', values });
    messageIds.set(id, runtime.now + Number(timeToLive));
  }
  runtime.publish(String(name), String(correlationKey), variablesIn(given), Number(timeToLive));
  return undefined;
};

export const correlateMessage: Action = ({ runtime }, given) => {
  const { name, correlationKey = '' } = given;
  if (runtime.publish(String(name), String(correlationKey), variablesIn(given))) return undefined;
  const known = runtime
    .waiting()
    .flatMap(({ kind, name: other, correlationKey: key }) => (kind === 'message' ? [`${other} ${key}`] : []));
  const selector = JSON.stringify({ name, correlationKey });
  return { code: 'TEST_NOTHING_SELECTED', values: { subject: 'receiver of the message', selector, known } };
};

export const broadcastSignal: Action = ({ runtime }, given) => {
  runtime.broadcast(String(given.signalName), variablesIn(given));
  return undefined;
};

export const evaluateDecision: Action = (rehearsal, given) => {
  const { decisionDefinitionId: id, decisionDefinitionName: name } = selectorIn(
    given,
    'decisionDefinitionSelector',
  );
  const decision = String(id ?? name);
  return refused(`the decision ${decision}`, rehearsal.decide(decision, variablesIn(given)));
};

/** Who resolves an incident gives the job another try. */
export const resolveIncident: Action = (rehearsal, given) => {
  const found = incident(rehearsal, selectorIn(given, 'incidentSelector'));
  if (isWrong(found)) return found;
  const { key, instanceKey } = found;
  const jobs = values(rehearsal.runtime.state(instanceKey).jobs);
  const stuck = jobs.find((each) => each.key === found.job && each.retries === 0);
  if (stuck) rehearsal.submit(instanceKey, { type: 'updateJob', job: stuck.key, retries: 1 });
  return refused(
    'resolving the incident',
    rehearsal.submit(instanceKey, { type: 'resolveIncident', incident: key }),
  );
};

export const updateVariables: Action = (rehearsal, given) => {
  const instance = processInstance(rehearsal, given);
  if (isWrong(instance)) return instance;
  const isLocal = given.elementSelector !== undefined;
  const scope = isLocal ? elementRun(rehearsal, instance, selectorIn(given, 'elementSelector')) : instance;
  if (isWrong(scope)) return scope;
  const command = {
    type: 'setVariables' as const,
    elementInstance: scope,
    variables: variablesIn(given),
    local: isLocal,
  };
  return refused('the variables', rehearsal.submit(instance, command));
};

export const setTime: Action = (rehearsal, given) => passTo(rehearsal, Date.parse(String(given.time)));

export const increaseTime: Action = (rehearsal, given) => {
  const duration = durationFrom(String(given.duration));
  return passTo(rehearsal, duration ? addDuration(rehearsal.runtime.now, duration) : Number.NaN);
};

function passTo(rehearsal: Rehearsal, at: number): Wrong | undefined {
  const { now } = rehearsal.runtime;
  if (!(at >= now)) {
    const iso = (instant: number) => (Number.isNaN(instant) ? 'none' : new Date(instant).toISOString());
    const values = { subject: 'a later instant', expected: `>= ${iso(now)}`, found: iso(at) };
    return { code: 'TEST_FOUND_OTHERWISE', values };
  }
  const restless = rehearsal.passTo(at);
  return restless === undefined ? undefined : { code: 'TEST_WITHOUT_END', values: { element: restless } };
}
