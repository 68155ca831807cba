// The coverage tables: every construct of the process part of BPMN 2.0.2, where the specification allows it.
import type { CoverageTable } from './construct.ts';

const ALL_CATCHING = ['start', 'subInterrupting', 'sub', 'catch', 'boundaryInterrupting', 'boundary'];
const BOTH = [...ALL_CATCHING, 'throw', 'end'];

/** BPMN 2.0.2, table 10.93. */
export const events: CoverageTable = {
  title: 'Events',
  about: 'A dash is a place that the specification does not allow.',
  corner: 'event',
  columns: [
    { id: 'start', label: 'start' },
    { id: 'subInterrupting', label: 'event subprocess, interrupting' },
    { id: 'sub', label: 'event subprocess, not' },
    { id: 'catch', label: 'intermediate catch' },
    { id: 'boundaryInterrupting', label: 'boundary, interrupting' },
    { id: 'boundary', label: 'boundary, not' },
    { id: 'throw', label: 'intermediate throw' },
    { id: 'end', label: 'end' },
  ],
  rows: [
    { id: 'none', label: 'none', columns: ['start', 'throw', 'end'] },
    { id: 'message', label: 'message', columns: BOTH },
    { id: 'timer', label: 'timer', columns: ALL_CATCHING },
    { id: 'signal', label: 'signal', columns: BOTH },
    { id: 'error', label: 'error', columns: ['subInterrupting', 'boundaryInterrupting', 'end'] },
    {
      id: 'escalation',
      label: 'escalation',
      columns: ['subInterrupting', 'sub', 'boundaryInterrupting', 'boundary', 'throw', 'end'],
    },
    {
      id: 'compensate',
      label: 'compensation',
      columns: ['subInterrupting', 'boundaryInterrupting', 'throw', 'end'],
    },
    { id: 'conditional', label: 'conditional', columns: ALL_CATCHING },
    { id: 'link', label: 'link', columns: ['catch', 'throw'] },
    { id: 'cancel', label: 'cancel', columns: ['boundaryInterrupting', 'end'] },
    { id: 'terminate', label: 'terminate', columns: ['end'] },
    { id: 'multiple', label: 'multiple', columns: BOTH },
    { id: 'parallelMultiple', label: 'parallel multiple', columns: ALL_CATCHING },
  ],
};

const REPEATED = ['once', 'loop', 'parallel', 'sequential', 'compensation'];

export const activities: CoverageTable = {
  title: 'Activities',
  about: '',
  corner: 'activity',
  columns: [
    { id: 'once', label: 'once' },
    { id: 'loop', label: 'standard loop' },
    { id: 'parallel', label: 'multi-instance, parallel' },
    { id: 'sequential', label: 'multi-instance, sequential' },
    { id: 'compensation', label: 'as compensation handler' },
  ],
  rows: [
    ...(
      [
        ['task', 'undefined task'],
        ['userTask', 'user task'],
        ['manualTask', 'manual task'],
        ['serviceTask', 'service task'],
        ['sendTask', 'send task'],
        ['receiveTask', 'receive task'],
        ['scriptTask', 'script task'],
        ['businessRuleTask', 'business rule task'],
        ['subProcess', 'embedded subprocess'],
        ['transaction', 'transaction'],
        ['adHocSubProcess', 'ad-hoc subprocess'],
        ['callActivity', 'call activity'],
      ] as const
    ).map(([id, label]) => ({ id, label, columns: REPEATED })),
    { id: 'eventSubProcess', label: 'event subprocess', columns: ['once'] },
  ],
};

export const gateways: CoverageTable = {
  title: 'Gateways',
  about: '',
  corner: 'gateway',
  columns: [
    { id: 'split', label: 'split' },
    { id: 'join', label: 'join' },
    { id: 'instantiate', label: 'instantiating' },
    { id: 'instantiateParallel', label: 'instantiating, parallel' },
  ],
  rows: [
    { id: 'exclusiveGateway', label: 'exclusive', columns: ['split', 'join'] },
    { id: 'parallelGateway', label: 'parallel', columns: ['split', 'join'] },
    { id: 'inclusiveGateway', label: 'inclusive', columns: ['split', 'join'] },
    { id: 'complexGateway', label: 'complex', columns: ['split', 'join'] },
    {
      id: 'eventBasedGateway',
      label: 'event-based',
      columns: ['split', 'instantiate', 'instantiateParallel'],
    },
  ],
};

function list(title: string, corner: string, entries: [string, string][]): CoverageTable {
  return {
    title,
    about: '',
    corner,
    columns: [{ id: 'has', label: 'test' }],
    rows: entries.map(([id, label]) => ({ id, label, columns: ['has'] })),
  };
}

export const details = list('Details', 'BPMN', [
  ['timeDate', 'timer with a date'],
  ['timeDuration', 'timer with a duration'],
  ['timeCycle', 'timer with a cycle (`R3/PT1H`)'],
  ['cron', 'timer with a cron expression'],
  ['conditionalFlow', 'conditional sequence flow'],
  ['defaultFlow', 'default sequence flow'],
  ['severalStarts', 'several start events'],
  ['instantiatingReceiveTask', 'instantiating receive task'],
  ['startQuantity', '`startQuantity`'],
  ['completionQuantity', '`completionQuantity`'],
  ['loopMaximum', 'standard loop with a maximum'],
  ['testBefore', 'standard loop that tests before'],
  ['cardinality', 'multi-instance with a cardinality'],
  ['completionCondition', 'multi-instance with a completion condition'],
  ['behaviorNone', 'multi-instance, `behavior` none'],
  ['behaviorOne', 'multi-instance, `behavior` one'],
  ['behaviorComplex', 'multi-instance, `behavior` complex'],
  ['adHocSequential', 'ad-hoc, sequential'],
  ['adHocCompletion', 'ad-hoc with a completion condition'],
  ['adHocKeepsRest', 'ad-hoc that does not cancel the rest'],
  ['activationCondition', 'complex gateway with an activation condition'],
  ['lane', 'lanes'],
  ['dataObject', 'data objects'],
  ['dataStore', 'data stores'],
  ['ioSpecification', 'input and output specification'],
  ['property', 'properties'],
  ['messageFlow', 'message flow between pools'],
]);

export const extensions = list('Extensions', 'element', [
  ['zeebe:UserTask', '`zeebe:userTask`'],
  ['zeebe:FormDefinition', '`zeebe:formDefinition`'],
  ['zeebe:AssignmentDefinition', '`zeebe:assignmentDefinition`'],
  ['zeebe:TaskSchedule', '`zeebe:taskSchedule`'],
  ['zeebe:PriorityDefinition', '`zeebe:priorityDefinition`'],
  ['zeebe:TaskDefinition', '`zeebe:taskDefinition`'],
  ['zeebe:TaskHeaders', '`zeebe:taskHeaders`'],
  ['zeebe:IoMapping', '`zeebe:ioMapping`'],
  ['zeebe:CalledElement', '`zeebe:calledElement`'],
  ['zeebe:CalledDecision', '`zeebe:calledDecision`'],
  ['zeebe:Script', '`zeebe:script`'],
  ['zeebe:LoopCharacteristics', '`zeebe:loopCharacteristics`'],
  ['zeebe:Subscription', '`zeebe:subscription`'],
  ['zeebe:ExecutionListeners', '`zeebe:executionListeners`'],
  ['zeebe:TaskListeners', '`zeebe:taskListeners`'],
  ['zeebe:Properties', '`zeebe:properties`'],
  ['zeebe:VersionTag', '`zeebe:versionTag`'],
  ['zeebe:ConditionalFilter', '`zeebe:conditionalFilter`'],
  ['zeebe:AdHoc', '`zeebe:adHoc`'],
  ['camunda', '`camunda:` attributes'],
]);

export const decisions = list('Decisions', 'DMN', [
  ['UNIQUE', 'hit policy unique'],
  ['FIRST', 'hit policy first'],
  ['ANY', 'hit policy any'],
  ['PRIORITY', 'hit policy priority'],
  ['RULE ORDER', 'hit policy rule order'],
  ['OUTPUT ORDER', 'hit policy output order'],
  ['COLLECT', 'hit policy collect'],
  ['COLLECT SUM', 'collect, sum'],
  ['COLLECT MIN', 'collect, least'],
  ['COLLECT MAX', 'collect, greatest'],
  ['COLLECT COUNT', 'collect, count'],
  ['literalExpression', 'literal expression'],
  ['context', 'boxed context'],
  ['invocation', 'boxed invocation'],
  ['conditional', 'boxed conditional, filter and iterators'],
  ['businessKnowledgeModel', 'business knowledge model'],
  ['requiredDecision', 'required decision'],
  ['decisionService', 'decision service'],
]);

export const tables: CoverageTable[] = [events, activities, gateways, details, extensions, decisions];
