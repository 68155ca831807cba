// The drawing of a multi-instance over a list.
const HEAD =
  '<?xml version="1.0" encoding="UTF-8"?>\n<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" ' +
  'xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" ' +
  'id="defs" targetNamespace="urn:bench">';

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
