// What several cases are drawn with.
export const timer = (inside: string) =>
  `<bpmn:timerEventDefinition id="td">${inside}</bpmn:timerEventDefinition>`;
export const messageRoots = '<bpmn:message id="m" name="mensaje"/><bpmn:error id="err" errorCode="E1"/>';
