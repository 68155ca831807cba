// The drawings that every engine of the benchmark executes, written once. The prefix is one that all of them read.

const HEAD =
  '<?xml version="1.0" encoding="UTF-8"?>\n<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" ' +
  'xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" ' +
  'id="defs" targetNamespace="urn:bench">';

function sequence(processId, ids, task) {
  const path = ['start', ...ids, 'end'];
  const flows = path
    .slice(1)
    .map((to, at) => `<bpmn:sequenceFlow id="f${at}" sourceRef="${path[at]}" targetRef="${to}"/>`);
  const ends = (id) => {
    const at = path.indexOf(id);
    return `<bpmn:incoming>f${at - 1}</bpmn:incoming><bpmn:outgoing>f${at}</bpmn:outgoing>`;
  };
  return (
    `${HEAD}<bpmn:process id="${processId}" name="${processId}" isExecutable="true">` +
    '<bpmn:startEvent id="start" name="start"><bpmn:outgoing>f0</bpmn:outgoing></bpmn:startEvent>' +
    ids.map((id) => task(id, ends(id))).join('') +
    `<bpmn:endEvent id="end" name="end"><bpmn:incoming>f${ids.length}</bpmn:incoming></bpmn:endEvent>` +
    `${flows.join('')}</bpmn:process></bpmn:definitions>`
  );
}

/**
 * W1: five automatic tasks in sequence. `task(id, flows)` gives an engine's own automatic task: each has another idea
 * of a task that completes by itself, and each gets its cheapest.
 */
export const fiveTasks = (task) => sequence('w1', ['a', 'b', 'c', 'd', 'e'], task);

/** W4: three user tasks in sequence. */
export const threeUserTasks = () =>
  sequence(
    'w4',
    ['a', 'b', 'c'],
    (id, flows) =>
      `<bpmn:userTask id="${id}" name="${id}"><bpmn:extensionElements><zeebe:userTask/></bpmn:extensionElements>${flows}</bpmn:userTask>`,
  );

/** A parallel multi-instance over `items`; `task` is the opening tag of the repeated task with its extensions. */
export function overItems(processId, task) {
  const tag = /^<(bpmn:\w+)/.exec(task)[1];
  const loop =
    '<bpmn:multiInstanceLoopCharacteristics><bpmn:extensionElements><zeebe:loopCharacteristics inputCollection="=items" ' +
    'inputElement="item" outputCollection="results" outputElement="=result"/></bpmn:extensionElements>' +
    '</bpmn:multiInstanceLoopCharacteristics>';
  return (
    `${HEAD}<bpmn:process id="${processId}" name="${processId}" isExecutable="true"><bpmn:startEvent id="start"/>` +
    `<bpmn:sequenceFlow id="f0" sourceRef="start" targetRef="work"/>${task}${loop}</${tag}>` +
    '<bpmn:sequenceFlow id="f1" sourceRef="work" targetRef="end"/><bpmn:endEvent id="end"/></bpmn:process></bpmn:definitions>'
  );
}
