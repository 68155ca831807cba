// The drawings whose instances the measures of size multiply.
const HEAD =
  '<?xml version="1.0" encoding="UTF-8"?>\n<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" ' +
  'xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" ' +
  'id="defs" targetNamespace="urn:bench">';

const work = (id: string, group: string) =>
  `<bpmn:userTask id="${id}" name="${id}"><bpmn:extensionElements><zeebe:userTask/>` +
  `<zeebe:assignmentDefinition candidateGroups="${group}"/></bpmn:extensionElements></bpmn:userTask>`;
const flow = (id: string, from: string, to: string) =>
  `<bpmn:sequenceFlow id="${id}" sourceRef="${from}" targetRef="${to}"/>`;
const duration = (text: string) =>
  `<bpmn:timerEventDefinition><bpmn:timeDuration xsi:type="bpmn:tFormalExpression">${text}` +
  '</bpmn:timeDuration></bpmn:timerEventDefinition>';

/** A task with a timer of next month on its border, beside a message that is awaited. */
export const waitingForAnswer = () =>
  `${HEAD}<bpmn:message id="answered" name="answered"><bpmn:extensionElements>` +
  '<zeebe:subscription correlationKey="=number"/></bpmn:extensionElements></bpmn:message>' +
  '<bpmn:process id="waiting" name="Waiting" isExecutable="true"><bpmn:startEvent id="start"/>' +
  '<bpmn:parallelGateway id="fork"/><bpmn:endEvent id="end"/><bpmn:endEvent id="late"/>' +
  '<bpmn:intermediateCatchEvent id="answer"><bpmn:messageEventDefinition messageRef="answered"/>' +
  '</bpmn:intermediateCatchEvent>' +
  work('work', 'desk') +
  `<bpmn:boundaryEvent id="month" attachedToRef="work" cancelActivity="false">${duration('P30D')}</bpmn:boundaryEvent>` +
  flow('f1', 'start', 'fork') +
  flow('f2', 'fork', 'work') +
  flow('f3', 'fork', 'answer') +
  flow('f4', 'work', 'end') +
  flow('f5', 'answer', 'end') +
  flow('f6', 'month', 'late') +
  '</bpmn:process></bpmn:definitions>';

/** One task of a group. */
export const oneTask = (processId: string) =>
  `${HEAD}<bpmn:process id="${processId}" name="${processId}" isExecutable="true"><bpmn:startEvent id="start"/>` +
  work('work', 'g1') +
  '<bpmn:endEvent id="end"/>' +
  flow('f1', 'start', 'work') +
  flow('f2', 'work', 'end') +
  '</bpmn:process></bpmn:definitions>';

/** A timer, and nothing else. */
export const oneTimer = () =>
  `${HEAD}<bpmn:process id="timer" name="Timer" isExecutable="true"><bpmn:startEvent id="start"/>` +
  `<bpmn:intermediateCatchEvent id="wait">${duration('PT1H')}</bpmn:intermediateCatchEvent>` +
  '<bpmn:endEvent id="end"/>' +
  flow('f1', 'start', 'wait') +
  flow('f2', 'wait', 'end') +
  '</bpmn:process></bpmn:definitions>';

/** Three tasks of a group, one after another. */
export const threeTasks = () =>
  `${HEAD}<bpmn:process id="three" name="Three" isExecutable="true"><bpmn:startEvent id="start"/>` +
  ['a', 'b', 'c'].map((id) => work(id, 'desk')).join('') +
  '<bpmn:endEvent id="end"/>' +
  flow('f1', 'start', 'a') +
  flow('f2', 'a', 'b') +
  flow('f3', 'b', 'c') +
  flow('f4', 'c', 'end') +
  '</bpmn:process></bpmn:definitions>';
