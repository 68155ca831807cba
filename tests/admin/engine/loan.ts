// A draft to try: a loan that is asked for, decided by a gateway without conditions, checked by a worker, paid by a called
// process, with a timer, an error and a message on the way.
import { drawing, flow } from '../../engine/model/drawing.ts';

const extended = (inside: string) => `<bpmn:extensionElements>${inside}</bpmn:extensionElements>`;

const LOAN = drawing(
  `<bpmn:startEvent id="asked" name="Se pide un crédito"/>${flow('f1', 'asked', 'review')}
  <bpmn:userTask id="review" name="Revisar la solicitud">${extended('<zeebe:userTask/><zeebe:formDefinition formId="review"/>')}</bpmn:userTask>${flow('f2', 'review', 'decide')}
  <bpmn:boundaryEvent id="late" name="Dos días sin revisar" attachedToRef="review" cancelActivity="false"><bpmn:timerEventDefinition><bpmn:timeDuration>P2D</bpmn:timeDuration></bpmn:timerEventDefinition></bpmn:boundaryEvent>${flow('f3', 'late', 'remind')}
  <bpmn:task id="remind" name="Recordar"/>
  <bpmn:exclusiveGateway id="decide" name="¿Se aprueba?"/>${flow('yes', 'decide', 'check', '', 'Sí')}${flow('no', 'decide', 'refused', '', 'No')}
  <bpmn:serviceTask id="check" name="Consultar la central">${extended('<zeebe:taskDefinition type="central"/>')}</bpmn:serviceTask>${flow('f4', 'check', 'pay')}
  <bpmn:boundaryEvent id="unknown" attachedToRef="check"><bpmn:errorEventDefinition errorRef="unknown_client"/></bpmn:boundaryEvent>${flow('f5', 'unknown', 'refused')}
  <bpmn:callActivity id="pay" name="Pagar">${extended('<zeebe:calledElement processId="payment"/>')}</bpmn:callActivity>${flow('f6', 'pay', 'signed')}
  <bpmn:intermediateCatchEvent id="signed" name="Llega el pagaré"><bpmn:messageEventDefinition messageRef="note"/></bpmn:intermediateCatchEvent>${flow('f7', 'signed', 'granted')}
  <bpmn:endEvent id="granted" name="Otorgado"/><bpmn:endEvent id="refused" name="Negado"/>`,
  `<bpmn:error id="unknown_client" errorCode="UNKNOWN"/><bpmn:message id="note" name="note">${extended('<zeebe:subscription correlationKey="=client"/>')}</bpmn:message>`,
);

const PAYMENT = drawing(
  `<bpmn:startEvent id="s"/>${flow('p1', 's', 'transfer')}<bpmn:userTask id="transfer" name="Transferir">${extended('<zeebe:userTask/>')}</bpmn:userTask>${flow('p2', 'transfer', 'e')}<bpmn:endEvent id="e"/>`,
).replace('<bpmn:process id="P"', '<bpmn:process id="payment"');

const REVIEW = {
  type: 'default',
  id: 'review',
  schemaVersion: 19,
  components: [
    { type: 'textfield', key: 'client', label: 'Cliente', validate: { required: true } },
    { type: 'number', key: 'amount', label: 'Monto', validate: { required: true, min: 10 } },
  ],
};

export const loan = [
  { name: 'loan.bpmn', text: LOAN },
  { name: 'payment.bpmn', text: PAYMENT },
  { name: 'forms/review.form', text: JSON.stringify(REVIEW) },
];
