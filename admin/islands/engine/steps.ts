// What somebody does in a trial, as the instruction of a process test that does the same.
import type { Json, Variables } from '../../../engine/core/index.ts';
import type { JobOffer, Offer, TaskOffer } from './offers.ts';
import type { TestStep } from './session.ts';

/** What is done with an offer; without `error` or `failure` it is answered, received, mended or begun. */
export interface Doing {
  variables?: Variables;
  /** A BPMN error instead. */
  error?: string;
  /** The work fails; what is left is an incident. */
  failure?: string;
}

/** An answer as scenarios give it for an element: its variables, or an error; anything else is the variable of its name. */
export function doingOf(answer: Json, element: string): Doing {
  if (typeof answer !== 'object' || answer === null || Array.isArray(answer))
    return { variables: { [element]: answer } };
  const { $error: error, $adHoc: _, ...variables } = answer;
  return error === undefined ? { variables } : { error: String(error) };
}

export function stepFor(offer: Offer, { variables = {}, error, failure }: Doing): TestStep {
  switch (offer.kind) {
    case 'task':
      return error === undefined
        ? { type: 'COMPLETE_USER_TASK', userTaskSelector: selectorOf(offer), variables }
        : { type: 'THROW_BPMN_ERROR_FROM_JOB', jobSelector: selectorOf(offer), errorCode: error, variables };
    case 'job':
      return jobStep(offer, {
        variables,
        ...(error !== undefined && { error }),
        ...(failure !== undefined && { failure }),
      });
    case 'message':
      return {
        type: 'CORRELATE_MESSAGE',
        name: offer.message,
        ...(offer.correlationKey !== '' && { correlationKey: offer.correlationKey }),
        variables,
      };
    case 'signal':
      return { type: 'BROADCAST_SIGNAL', signalName: offer.signal, variables };
    case 'timer':
      return { type: 'SET_TIME', time: new Date(offer.dueAt).toISOString() };
    case 'incident':
      return { type: 'RESOLVE_INCIDENT', incidentSelector: selectorOf(offer) };
    case 'start':
      return {
        type: 'CREATE_PROCESS_INSTANCE',
        processDefinitionSelector: { processDefinitionId: offer.process },
        ...(offer.startElement !== undefined && { startInstructions: [{ elementId: offer.startElement }] }),
        variables,
      };
  }
}

function jobStep(offer: JobOffer, { variables = {}, error, failure }: Doing): TestStep {
  const jobSelector = { ...selectorOf(offer), jobType: offer.jobType };
  if (error !== undefined)
    return { type: 'THROW_BPMN_ERROR_FROM_JOB', jobSelector, errorCode: error, variables };
  if (failure !== undefined) return { type: 'FAIL_JOB', jobSelector, errorMessage: failure };
  return { type: 'COMPLETE_JOB', jobSelector, variables };
}

type Selected = Pick<TaskOffer, 'element' | 'process' | 'occurrence'>;

/** The first of its element needs no number. */
function selectorOf({ element, process, occurrence }: Selected): { [name: string]: Json } {
  return {
    elementId: element,
    processDefinitionId: process,
    ...(occurrence > 1 && { occurrence }),
  };
}
