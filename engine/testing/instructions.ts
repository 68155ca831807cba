// The registry of instructions: what each type of the published schema does here. The compiler asks for all of them.
import {
  type Action,
  completeAdHocJob,
  completeJob,
  completeListenerJob,
  completeUserTask,
  createInstance,
  failJob,
  throwError,
  variablesIn,
} from './actions.ts';
import {
  elementIs,
  elementsAre,
  messageSubscriptionIs,
  processInstanceIs,
  userTaskIs,
  variablesAre,
} from './assertions.ts';
import { decisionIs } from './decisionAssertions.ts';
import {
  broadcastSignal,
  correlateMessage,
  evaluateDecision,
  increaseTime,
  publishMessage,
  resolveIncident,
  setTime,
  updateVariables,
} from './happenings.ts';
import type { InstructionType } from './shapes.ts';

/** The test runner keeps the behavior and looks at it after every step. */
const keptByTheRunner: Action = () => undefined;

export const instructions = {
  CREATE_PROCESS_INSTANCE: createInstance,
  COMPLETE_USER_TASK: completeUserTask,
  COMPLETE_JOB: completeJob,
  COMPLETE_JOB_AD_HOC_SUB_PROCESS: completeAdHocJob,
  COMPLETE_JOB_USER_TASK_LISTENER: completeListenerJob,
  THROW_BPMN_ERROR_FROM_JOB: throwError,
  FAIL_JOB: failJob,
  PUBLISH_MESSAGE: publishMessage,
  CORRELATE_MESSAGE: correlateMessage,
  BROADCAST_SIGNAL: broadcastSignal,
  EVALUATE_CONDITIONAL_START_EVENT(rehearsal, given) {
    rehearsal.evaluateStarts(variablesIn(given));
    return undefined;
  },
  EVALUATE_DECISION: evaluateDecision,
  RESOLVE_INCIDENT: resolveIncident,
  UPDATE_VARIABLES: updateVariables,
  SET_TIME: setTime,
  INCREASE_TIME: increaseTime,
  MOCK_JOB_WORKER_COMPLETE_JOB(rehearsal, given) {
    rehearsal.workers.set(String(given.jobType), { variables: variablesIn(given) });
    return undefined;
  },
  MOCK_JOB_WORKER_THROW_BPMN_ERROR(rehearsal, given) {
    const { jobType, errorCode: code, errorMessage } = given;
    const error = {
      code: String(code),
      ...(errorMessage !== undefined && { message: String(errorMessage) }),
    };
    rehearsal.workers.set(String(jobType), { variables: variablesIn(given), error });
    return undefined;
  },
  // The called process stands among the models from the start of the test.
  MOCK_CHILD_PROCESS: () => undefined,
  MOCK_DMN_DECISION(rehearsal, given) {
    rehearsal.mockedDecisions.set(String(given.decisionDefinitionId), variablesIn(given));
    return undefined;
  },
  CONDITIONAL_BEHAVIOR: keptByTheRunner,
  ASSERT_PROCESS_INSTANCE: processInstanceIs,
  ASSERT_ELEMENT_INSTANCE: elementIs,
  ASSERT_ELEMENT_INSTANCES: elementsAre,
  ASSERT_VARIABLE: () => ({ code: 'TEST_NOT_RUN_HERE', values: { what: 'satisfiesJudge' } }),
  ASSERT_VARIABLES: variablesAre,
  ASSERT_USER_TASK: userTaskIs,
  ASSERT_DECISION: decisionIs,
  ASSERT_PROCESS_INSTANCE_MESSAGE_SUBSCRIPTION: messageSubscriptionIs,
} satisfies { [T in InstructionType]: Action };
