// Flows, references, lanes and boundary events that lead nowhere, starts and ends.
import { around, drawing, file, flow } from '../drawing.ts';
import { messageRoots, timer } from './parts.ts';
import type { ProblemCase } from './problemCase.ts';

export const connectionCases: ProblemCase[] = [
  [
    'a flow to nowhere',
    drawing(`<bpmn:task id="t"/>${flow('f', 't', 'gone')}`),
    ['error FLOW_WITHOUT_TARGET f'],
  ],
  [
    'a flow from nowhere',
    drawing('<bpmn:task id="t"/><bpmn:sequenceFlow id="f" targetRef="t"/>'),
    ['error FLOW_WITHOUT_SOURCE f'],
  ],
  [
    'a flow to a data object',
    drawing(`<bpmn:task id="t"/><bpmn:dataObject id="d"/>${flow('f', 't', 'd')}`),
    ['error FLOW_END_NOT_NODE f'],
  ],
  [
    'a flow to the file itself',
    drawing(`<bpmn:task id="t"/>${flow('f', 't', 'definitions')}`),
    ['error FLOW_END_NOT_NODE f'],
  ],
  [
    'a flow into a subprocess',
    drawing(
      `<bpmn:task id="t"/><bpmn:subProcess id="s"><bpmn:task id="i"/></bpmn:subProcess>${flow('f', 't', 'i')}`,
    ),
    ['error FLOW_CROSSES_BORDER f'],
  ],
  [
    'a flow to another pool',
    file(
      `<bpmn:process id="A"><bpmn:task id="a"/>${flow('f', 'a', 'b')}</bpmn:process><bpmn:process id="B"><bpmn:task id="b"/></bpmn:process>`,
    ),
    ['error FLOW_LEAVES_PROCESS f'],
  ],
  [
    'a default flow of another element',
    drawing(`<bpmn:exclusiveGateway id="g" default="f"/><bpmn:task id="t"/>${flow('f', 't', 'g')}`),
    ['error DEFAULT_NOT_OUTGOING g'],
  ],
  [
    'a default flow that does not exist',
    drawing(around('exclusiveGateway', '', 'default="gone"')),
    ['error UNRESOLVED_REFERENCE x'],
  ],
  [
    'a message that does not exist',
    drawing(around('receiveTask', '', 'messageRef="gone"')),
    ['error UNRESOLVED_REFERENCE x'],
  ],
  [
    'an error where a message belongs',
    drawing(around('receiveTask', '', 'messageRef="err"'), messageRoots),
    ['error WRONG_REFERENCE x', 'warning MESSAGE_WITHOUT_KEY x'],
  ],
  [
    'a pool of a process that does not exist',
    file(
      '<bpmn:collaboration id="c"><bpmn:participant id="p" processRef="gone"/></bpmn:collaboration><bpmn:process id="P"><bpmn:task id="t"/></bpmn:process>',
    ),
    ['error UNRESOLVED_REFERENCE p'],
  ],
  [
    'a lane of an element that does not exist',
    drawing(
      '<bpmn:laneSet id="ls"><bpmn:lane id="l" name="L"><bpmn:flowNodeRef>gone</bpmn:flowNodeRef></bpmn:lane></bpmn:laneSet><bpmn:task id="t"/>',
    ),
    ['warning UNRESOLVED_REFERENCE l'],
  ],
  [
    'a lane without a name',
    drawing(
      '<bpmn:laneSet id="ls"><bpmn:lane id="l"><bpmn:flowNodeRef>t</bpmn:flowNodeRef></bpmn:lane></bpmn:laneSet><bpmn:task id="t"/>',
    ),
    ['warning LANE_WITHOUT_NAME l'],
  ],
  [
    'a boundary event on nothing',
    drawing(
      `<bpmn:task id="t"/><bpmn:boundaryEvent id="b" attachedToRef="gone">${timer('<bpmn:timeDuration>PT1H</bpmn:timeDuration>')}</bpmn:boundaryEvent>`,
    ),
    ['error BOUNDARY_WITHOUT_HOST b'],
  ],
  [
    'a boundary event on a gateway',
    drawing(
      `<bpmn:exclusiveGateway id="g"/><bpmn:boundaryEvent id="b" attachedToRef="g">${timer('<bpmn:timeDuration>PT1H</bpmn:timeDuration>')}</bpmn:boundaryEvent>`,
    ),
    ['error BOUNDARY_WITHOUT_HOST b'],
  ],
  [
    'an error that does not interrupt',
    drawing(
      `<bpmn:task id="t"/><bpmn:boundaryEvent id="b" attachedToRef="t" cancelActivity="false"><bpmn:errorEventDefinition id="d"/></bpmn:boundaryEvent>`,
    ),
    ['error ERROR_MUST_INTERRUPT b'],
  ],
  [
    'a boundary event that waits for nothing',
    drawing('<bpmn:task id="t"/><bpmn:boundaryEvent id="b" attachedToRef="t"/>'),
    ['warning EVENT_WITHOUT_DEFINITION b'],
  ],
  [
    'a flow into the start',
    drawing(`<bpmn:startEvent id="s"/><bpmn:task id="t"/>${flow('f', 's', 't')}${flow('g', 't', 's')}`),
    ['error START_WITH_INCOMING s'],
  ],
  [
    'a flow out of the end',
    drawing(`<bpmn:endEvent id="e"/><bpmn:task id="t"/>${flow('f', 't', 'e')}${flow('g', 'e', 't')}`),
    ['error END_WITH_OUTGOING e'],
  ],
  [
    'two plain starts',
    drawing(
      `<bpmn:startEvent id="s"/><bpmn:startEvent id="s2"/><bpmn:task id="t"/>${flow('f', 's', 't')}${flow('g', 's2', 't')}`,
    ),
    ['warning START_AMBIGUOUS s2'],
  ],
];
