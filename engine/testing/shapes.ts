// The shapes of process test JSON: which instructions there are, and what each has to say. From Camunda's published
// schema (cpt-test-cases 8.9); ours are `now` and `asked` of a test case, `instance` of a process instance selector,
// `occurrence` of what is open several times, and FAIL_JOB.

export type Shape =
  | 'text'
  | 'flag'
  | 'number'
  | 'object'
  | 'any'
  | 'texts'
  | 'numbers'
  | 'instant'
  | 'duration'
  | { oneOf: readonly string[] }
  | { object: Fields; anyOf?: readonly string[] }
  | { list: Shape }
  | 'instructions';

export interface Fields {
  [name: string]: { shape: Shape; required?: true };
}

const must = (shape: Shape) => ({ shape, required: true }) as const;
const may = (shape: Shape) => ({ shape });

const process: Shape = { object: { processDefinitionId: must('text') } };
const instance: Shape = { object: { processDefinitionId: must('text'), instance: may('number') } };
const either = (...names: string[]): Shape => ({
  object: Object.fromEntries(names.map((name) => [name, may('text')])),
  anyOf: names,
});
/** `occurrence`: which of those that are open and selected, from 1 in the order in which they came. */
const oneOfSeveral = (...names: string[]): Shape => ({
  object: {
    ...Object.fromEntries(names.map((name) => [name, may('text')])),
    occurrence: may('number'),
  },
  anyOf: names,
});
const element = either('elementId', 'elementName');
const job = oneOfSeveral('jobType', 'elementId', 'processDefinitionId');
const userTask = oneOfSeveral('elementId', 'taskName', 'processDefinitionId');
const incident = oneOfSeveral('elementId', 'processDefinitionId');
const decision = either('decisionDefinitionId', 'decisionDefinitionName');
const message: Shape = { object: { messageName: must('text'), correlationKey: may('text') } };

const activated: Shape = { list: { object: { elementId: must('text'), variables: may('object') } } };
const corrections: Shape = {
  object: {
    assignee: may('text'),
    dueDate: may('text'),
    followUpDate: may('text'),
    candidateUsers: may('texts'),
    candidateGroups: may('texts'),
    priority: may('number'),
  },
};
const terminateAfter: Shape = {
  object: { type: must({ oneOf: ['TERMINATE_PROCESS_INSTANCE'] }), afterElementId: must('text') },
};
const judge: Shape = {
  object: { expectation: must('text'), threshold: may('number'), customPrompt: may('text') },
};
const variables = may('object');

export const instructionShapes = {
  CREATE_PROCESS_INSTANCE: {
    processDefinitionSelector: must(process),
    variables,
    startInstructions: may({ list: { object: { elementId: must('text') } } }),
    runtimeInstructions: may({ list: terminateAfter }),
  },
  COMPLETE_USER_TASK: { userTaskSelector: must(userTask), variables, useExampleData: may('flag') },
  COMPLETE_JOB: { jobSelector: must(job), variables, useExampleData: may('flag') },
  COMPLETE_JOB_AD_HOC_SUB_PROCESS: {
    jobSelector: must(job),
    variables,
    activateElements: may(activated),
    cancelRemainingInstances: may('flag'),
    completionConditionFulfilled: may('flag'),
  },
  COMPLETE_JOB_USER_TASK_LISTENER: {
    jobSelector: must(job),
    denied: may('flag'),
    deniedReason: may('text'),
    corrections: may(corrections),
  },
  THROW_BPMN_ERROR_FROM_JOB: {
    jobSelector: must(job),
    errorCode: must('text'),
    errorMessage: may('text'),
    variables,
  },
  FAIL_JOB: { jobSelector: must(job), errorMessage: may('text'), retries: may('number') },
  PUBLISH_MESSAGE: {
    name: must('text'),
    correlationKey: may('text'),
    variables,
    timeToLive: may('number'),
    messageId: may('text'),
  },
  CORRELATE_MESSAGE: { name: must('text'), correlationKey: may('text'), variables },
  BROADCAST_SIGNAL: { signalName: must('text'), variables },
  EVALUATE_CONDITIONAL_START_EVENT: { variables: must('object') },
  EVALUATE_DECISION: { decisionDefinitionSelector: must(decision), variables },
  RESOLVE_INCIDENT: { incidentSelector: must(incident) },
  UPDATE_VARIABLES: {
    processInstanceSelector: must(instance),
    elementSelector: may(element),
    variables: must('object'),
  },
  SET_TIME: { time: must('instant') },
  INCREASE_TIME: { duration: must('duration') },
  MOCK_JOB_WORKER_COMPLETE_JOB: { jobType: must('text'), variables, useExampleData: may('flag') },
  MOCK_JOB_WORKER_THROW_BPMN_ERROR: {
    jobType: must('text'),
    errorCode: must('text'),
    errorMessage: may('text'),
    variables,
  },
  MOCK_CHILD_PROCESS: { processDefinitionId: must('text'), variables },
  MOCK_DMN_DECISION: { decisionDefinitionId: must('text'), variables },
  CONDITIONAL_BEHAVIOR: { conditions: must('instructions'), actions: must('instructions') },
  ASSERT_PROCESS_INSTANCE: {
    processInstanceSelector: must(instance),
    state: may({ oneOf: ['IS_ACTIVE', 'IS_COMPLETED', 'IS_CREATED', 'IS_TERMINATED'] }),
    hasActiveIncidents: may('flag'),
  },
  ASSERT_ELEMENT_INSTANCE: {
    processInstanceSelector: must(instance),
    elementSelector: must(element),
    state: must({ oneOf: ['IS_ACTIVE', 'IS_COMPLETED', 'IS_TERMINATED'] }),
    amount: may('number'),
  },
  ASSERT_ELEMENT_INSTANCES: {
    processInstanceSelector: must(instance),
    elementSelectors: must({ list: element }),
    state: must({
      oneOf: [
        'IS_ACTIVE',
        'IS_COMPLETED',
        'IS_TERMINATED',
        'IS_NOT_ACTIVE',
        'IS_NOT_ACTIVATED',
        'IS_ACTIVE_EXACTLY',
        'IS_COMPLETED_IN_ORDER',
      ],
    }),
  },
  ASSERT_VARIABLE: {
    processInstanceSelector: must(instance),
    elementSelector: may(element),
    variableName: must('text'),
    satisfiesJudge: must(judge),
  },
  ASSERT_VARIABLES: {
    processInstanceSelector: must(instance),
    elementSelector: may(element),
    variableNames: may('texts'),
    variables,
  },
  ASSERT_USER_TASK: {
    userTaskSelector: must(userTask),
    state: may({ oneOf: ['IS_CREATED', 'IS_COMPLETED', 'IS_CANCELED', 'IS_FAILED'] }),
    assignee: may('text'),
    candidateGroups: may('texts'),
    priority: may('number'),
    elementId: may('text'),
    name: may('text'),
    dueDate: may('text'),
    followUpDate: may('text'),
  },
  ASSERT_DECISION: {
    decisionSelector: must(decision),
    output: may('any'),
    matchedRules: may('numbers'),
    notMatchedRules: may('numbers'),
    noMatchedRules: may('flag'),
  },
  ASSERT_PROCESS_INSTANCE_MESSAGE_SUBSCRIPTION: {
    processInstanceSelector: must(instance),
    messageSelector: must(message),
    state: must({ oneOf: ['IS_WAITING', 'IS_NOT_WAITING', 'IS_CORRELATED'] }),
  },
} as const satisfies { [type: string]: Fields };

export type InstructionType = keyof typeof instructionShapes;
