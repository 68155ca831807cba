// A draft of one file with two pools that message flows connect: who asks, and who answers by hand.
import { file, flow } from '../../engine/model/drawing.ts';

export const pools = file(`<bpmn:collaboration id="c">
<bpmn:participant id="p_asks" processRef="asks"/><bpmn:participant id="p_answers" processRef="answers"/>
<bpmn:messageFlow id="m1" sourceRef="send" targetRef="take"/><bpmn:messageFlow id="m2" sourceRef="reply" targetRef="hear"/>
</bpmn:collaboration>
<bpmn:process id="asks" name="Quien pide"><bpmn:startEvent id="s1"/>${flow('a1', 's1', 'send')}<bpmn:sendTask id="send" name="Pedir"/>${flow('a2', 'send', 'hear')}<bpmn:intermediateCatchEvent id="hear" name="Llega la respuesta"><bpmn:messageEventDefinition/></bpmn:intermediateCatchEvent>${flow('a3', 'hear', 'e1')}<bpmn:endEvent id="e1"/></bpmn:process>
<bpmn:process id="answers" name="Quien responde"><bpmn:startEvent id="s2"/>${flow('b1', 's2', 'take')}<bpmn:receiveTask id="take" name="Recibir"/>${flow('b2', 'take', 'think')}<bpmn:userTask id="think" name="Pensar"/>${flow('b3', 'think', 'reply')}<bpmn:sendTask id="reply" name="Responder"/>${flow('b4', 'reply', 'e2')}<bpmn:endEvent id="e2"/></bpmn:process>`);
