// Expressions, repetitions, listeners, calls and tasks.
import { around, condition, drawing, file, flow } from '../drawing.ts';
import { messageRoots, timer } from './parts.ts';
import type { ProblemCase } from './problemCase.ts';

const nobody = ['warning TASK_WITHOUT_PEOPLE x'];
const listening = (event: string, type = 'mail', kind = 'execution') =>
  `<bpmn:extensionElements><zeebe:${kind}Listeners><zeebe:${kind}Listener eventType="${event}" type="${type}"/></zeebe:${kind}Listeners></bpmn:extensionElements>`;

export const workCases: ProblemCase[] = [
  [
    'a condition of bad FEEL',
    drawing(`<bpmn:exclusiveGateway id="g"/><bpmn:task id="t"/>${flow('f', 'g', 't', condition('=1 +'))}`),
    ['error FEEL_SYNTAX f'],
  ],
  [
    'a mapping of bad FEEL',
    drawing(
      around(
        'userTask',
        '<bpmn:extensionElements><zeebe:assignmentDefinition assignee="=a b ("/><zeebe:ioMapping><zeebe:input source="=)" target="a"/></zeebe:ioMapping></bpmn:extensionElements>',
      ),
    ),
    ['error FEEL_SYNTAX x', 'error FEEL_SYNTAX x'],
  ],
  [
    'a script of bad FEEL',
    drawing(
      around(
        'scriptTask',
        '<bpmn:extensionElements><zeebe:script expression="=for" resultVariable="r"/></bpmn:extensionElements>',
      ),
    ),
    ['error FEEL_SYNTAX x'],
  ],
  [
    'a correlation key of bad FEEL',
    drawing(
      around('receiveTask', '', 'messageRef="n"'),
      '<bpmn:message id="n" name="n"><bpmn:extensionElements><zeebe:subscription correlationKey="=(("/></bpmn:extensionElements></bpmn:message>',
    ),
    ['error FEEL_SYNTAX n'],
  ],
  [
    'a function that nobody knows',
    drawing(
      around(
        'scriptTask',
        '<bpmn:extensionElements><zeebe:script expression="=nope(1)" resultVariable="r"/></bpmn:extensionElements>',
      ),
    ),
    ['error FEEL_UNKNOWN_FUNCTION x'],
  ],
  [
    'a header that begins with the sign',
    drawing(
      around(
        'serviceTask',
        '<bpmn:extensionElements><zeebe:taskDefinition type="t"/><zeebe:taskHeaders><zeebe:header key="k" value="=("/></zeebe:taskHeaders></bpmn:extensionElements>',
      ),
    ),
    [],
  ],
  ['an ad-hoc subprocess without activities', drawing(around('adHocSubProcess')), ['warning AD_HOC_EMPTY x']],
  [
    'a loop with a condition',
    drawing(
      around(
        'task',
        '<bpmn:standardLoopCharacteristics><bpmn:loopCondition>again</bpmn:loopCondition></bpmn:standardLoopCharacteristics>',
      ),
    ),
    [],
  ],
  [
    'a loop with a negative maximum',
    drawing(around('task', '<bpmn:standardLoopCharacteristics loopMaximum="-1"/>')),
    ['error LOOP_MAXIMUM_INVALID x', 'warning REPETITION_WITHOUT_COUNT x'],
  ],
  [
    'a loop marker alone',
    drawing(around('task', '<bpmn:standardLoopCharacteristics/>')),
    ['warning REPETITION_WITHOUT_COUNT x'],
  ],
  [
    'a parallel event with a definition that ends what it is attached to',
    drawing(
      `${around('task')}<bpmn:boundaryEvent id="b" attachedToRef="x" parallelMultiple="true"><bpmn:errorEventDefinition id="d"/><bpmn:timerEventDefinition id="t"><bpmn:timeDuration>PT1H</bpmn:timeDuration></bpmn:timerEventDefinition></bpmn:boundaryEvent>`,
    ),
    ['error PARALLEL_MULTIPLE_ENDS b'],
  ],
  [
    'an instantiating task that something leads to',
    drawing(around('receiveTask', '', 'instantiate="true"')),
    ['error INSTANTIATE_NOT_FIRST x'],
  ],
  [
    'an event with two definitions',
    drawing(
      around(
        'intermediateCatchEvent',
        '<bpmn:messageEventDefinition id="d" messageRef="m"/><bpmn:signalEventDefinition id="e"/>',
      ),
      messageRoots,
    ),
    ['warning MESSAGE_WITHOUT_KEY x', 'warning EVENT_WITHOUT_REFERENCE x'],
  ],
  ['a listener at the end of a user task', drawing(around('userTask', listening('end'))), nobody],
  ['a listener at the start of a user task', drawing(around('userTask', listening('start'))), nobody],
  ['a listener on another element', drawing(around('task', listening('end'))), []],
  [
    'a listener without a type',
    drawing(around('userTask', listening('end', ''))),
    [...nobody, 'warning LISTENER_NOT_EXECUTED x'],
  ],
  [
    'a listener to something that no element does',
    drawing(around('task', listening('take'))),
    ['warning LISTENER_NOT_EXECUTED x'],
  ],
  [
    'a listener to the start of a boundary event, which has happened when it begins',
    drawing(
      `${around('task')}<bpmn:boundaryEvent id="b" attachedToRef="x">${listening('start')}${timer('<bpmn:timeDuration>PT1H</bpmn:timeDuration>')}</bpmn:boundaryEvent>`,
    ),
    ['warning LISTENER_NOT_EXECUTED b'],
  ],
  ['a task listener', drawing(around('userTask', listening('completing', 'mail', 'task'))), nobody],
  [
    'a task listener to a cancellation, which nobody waits for',
    drawing(around('userTask', listening('canceling', 'mail', 'task'))),
    [...nobody, 'warning LISTENER_NOT_EXECUTED x'],
  ],
  [
    'an extension that does nothing here',
    drawing(
      around(
        'serviceTask',
        '<bpmn:extensionElements><zeebe:jobPriorityDefinition priority="5"/></bpmn:extensionElements>',
      ),
    ),
    ['warning EXTENSION_WITHOUT_EFFECT x'],
  ],
  [
    'a decision bound to something else than its deployment',
    drawing(
      around(
        'businessRuleTask',
        '<bpmn:extensionElements><zeebe:calledDecision decisionId="d" resultVariable="r" bindingType="versionTag" versionTag="v"/></bpmn:extensionElements>',
      ),
    ),
    ['warning BINDING_WITHOUT_EFFECT x'],
  ],
  ['a user task that is nobody’s', drawing(around('userTask')), ['warning TASK_WITHOUT_PEOPLE x']],
  [
    'a task that nothing leads to',
    drawing(`${around('task')}<bpmn:task id="lost"/>`),
    ['warning NODE_UNREACHABLE lost'],
  ],
  ['a call of nothing', drawing(around('callActivity')), ['warning CALL_WITHOUT_PROCESS x']],
  [
    'half a variant',
    file(
      '<bpmn:process id="P"><bpmn:extensionElements><cauce:variant flow="pqrs"/></bpmn:extensionElements><bpmn:task id="t"/></bpmn:process>',
    ),
    ['warning VARIANT_INCOMPLETE P'],
  ],
];
