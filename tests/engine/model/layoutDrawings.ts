// Drawings without coordinates that hold what is hard to lay out.

/** Two open pools, two closed ones, lanes in lanes, message flows, a flow back to its own task, a note. */
export const pools = `<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" id="d" targetNamespace="urn:x">
 <collaboration id="co">
  <participant id="p_client" name="Cliente"/>
  <participant id="p_org" name="Entidad" processRef="org"/>
  <participant id="p_bank" name="Banco aliado" processRef="bank"/>
  <participant id="p_gov" name="Superintendencia"/>
  <messageFlow id="m1" name="Solicitud" sourceRef="p_client" targetRef="s"/>
  <messageFlow id="m2" sourceRef="ask" targetRef="bs"/>
  <messageFlow id="m3" name="Respuesta" sourceRef="banswer" targetRef="wait"/>
  <messageFlow id="m4" name="Reporte" sourceRef="report" targetRef="p_gov"/>
  <messageFlow id="m5" sourceRef="answer" targetRef="p_client"/>
  <textAnnotation id="ta2"><text>El banco responde en dos días hábiles</text></textAnnotation>
  <association id="as2" sourceRef="ta2" targetRef="bdo"/>
 </collaboration>
 <process id="org"><laneSet id="ls">
  <lane id="l1" name="Frente"><childLaneSet id="cls"><lane id="l1a" name="Recepción"><flowNodeRef>s</flowNodeRef><flowNodeRef>reg</flowNodeRef><flowNodeRef>answer</flowNodeRef><flowNodeRef>e</flowNodeRef></lane><lane id="l1b" name="Revisión"><flowNodeRef>g</flowNodeRef><flowNodeRef>ask</flowNodeRef><flowNodeRef>wait</flowNodeRef></lane></childLaneSet></lane>
  <lane id="l2" name="Control interno"><flowNodeRef>report</flowNodeRef></lane></laneSet>
  <startEvent id="s" name="Solicitud recibida"><messageEventDefinition/></startEvent><userTask id="reg" name="Registrar"/><exclusiveGateway id="g" name="¿Necesita al banco?"/><sendTask id="ask" name="Preguntar al banco"/><receiveTask id="wait" name="Esperar respuesta"/><userTask id="report" name="Reportar a la superintendencia"/><sendTask id="answer" name="Responder al cliente"/><endEvent id="e" name="Fin"/>
  <sequenceFlow id="f1" sourceRef="s" targetRef="reg"/><sequenceFlow id="f2" sourceRef="reg" targetRef="g"/><sequenceFlow id="f3" name="Sí" sourceRef="g" targetRef="ask"/><sequenceFlow id="f4" name="No" sourceRef="g" targetRef="report"/><sequenceFlow id="f5" sourceRef="ask" targetRef="wait"/><sequenceFlow id="f6" sourceRef="wait" targetRef="report"/><sequenceFlow id="f7" sourceRef="report" targetRef="answer"/><sequenceFlow id="f8" sourceRef="answer" targetRef="e"/>
  <sequenceFlow id="fself" name="otra vez" sourceRef="reg" targetRef="reg"/>
 </process>
 <process id="bank"><startEvent id="bs" name="Pregunta"/><task id="bdo" name="Buscar movimientos"/><sendTask id="banswer" name="Contestar"/><endEvent id="be"/>
 <sequenceFlow id="b1" sourceRef="bs" targetRef="bdo"/><sequenceFlow id="b2" sourceRef="bdo" targetRef="banswer"/><sequenceFlow id="b3" sourceRef="banswer" targetRef="be"/></process>
</definitions>
`;

/** Subprocesses in each other, event subprocesses, boundary events, data, notes, and words of another vendor. */
export const subprocesses = `<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:v="urn:vendor" id="d" targetNamespace="urn:x">
 <!-- a comment with <bpmndi:BPMNDiagram> in it -->
 <process id="p" v:keep="me &amp; you"><startEvent id="s"/><task id="a" name="Preparar" v:x="1"><ioSpecification id="io"><dataInput id="di"/><inputSet id="ins"/><outputSet id="os"/></ioSpecification><dataInputAssociation id="dia"><sourceRef>dor</sourceRef><targetRef>di</targetRef></dataInputAssociation></task>
 <subProcess id="sub" name="Atender el pedido"><startEvent id="ss"/><task id="s1" name="Empacar"/><exclusiveGateway id="sg" name="¿Completo?"/><task id="s2" name="Buscar lo que falta"/><endEvent id="se" name="Empacado"/>
  <boundaryEvent id="sb" attachedToRef="s1" name="Tarde"><timerEventDefinition/></boundaryEvent><task id="s3" name="Avisar"/><sequenceFlow id="sf6" sourceRef="sb" targetRef="s3"/>
  <sequenceFlow id="sf1" sourceRef="ss" targetRef="s1"/><sequenceFlow id="sf2" sourceRef="s1" targetRef="sg"/><sequenceFlow id="sf3" name="Sí" sourceRef="sg" targetRef="se"/><sequenceFlow id="sf4" name="No" sourceRef="sg" targetRef="s2"/><sequenceFlow id="sf5" sourceRef="s2" targetRef="s1"/>
  <subProcess id="inner" name="Evento" triggeredByEvent="true"><startEvent id="is"><messageEventDefinition/></startEvent><endEvent id="ie"/><sequenceFlow id="if1" sourceRef="is" targetRef="ie"/></subProcess>
 </subProcess>
 <boundaryEvent id="b1" attachedToRef="sub" name="Cancelado por el cliente"><messageEventDefinition/></boundaryEvent>
 <boundaryEvent id="b2" attachedToRef="sub" name="Error"><errorEventDefinition/></boundaryEvent>
 <task id="c" name="Deshacer"/><endEvent id="ec" name="Cancelado"/><parallelGateway id="pg"/><task id="d1" name="Facturar"/><task id="d2" name="Enviar"/><parallelGateway id="pj"/><endEvent id="e"/>
 <subProcess id="ev" name="Cuando pregunten" triggeredByEvent="true"><startEvent id="evs" name="Pregunta"><messageEventDefinition/></startEvent><task id="ev1" name="Responder"/><endEvent id="eve"/><sequenceFlow id="evf1" sourceRef="evs" targetRef="ev1"/><sequenceFlow id="evf2" sourceRef="ev1" targetRef="eve"/></subProcess>
 <dataObject id="do"/><dataObjectReference id="dor" name="Pedido" dataObjectRef="do"/><dataStoreReference id="dsr" name="Inventario"/>
 <task id="lost" name="Sin flechas"/>
 <sequenceFlow id="f1" sourceRef="s" targetRef="a"/><sequenceFlow id="f2" sourceRef="a" targetRef="sub"/><sequenceFlow id="f3" sourceRef="sub" targetRef="pg"/><sequenceFlow id="f4" sourceRef="pg" targetRef="d1"/><sequenceFlow id="f5" sourceRef="pg" targetRef="d2"/><sequenceFlow id="f6" sourceRef="d1" targetRef="pj"/><sequenceFlow id="f7" sourceRef="d2" targetRef="pj"/><sequenceFlow id="f8" sourceRef="pj" targetRef="e"/><sequenceFlow id="f9" sourceRef="b1" targetRef="c"/><sequenceFlow id="f10" sourceRef="b2" targetRef="c"/><sequenceFlow id="f11" sourceRef="c" targetRef="ec"/>
 <textAnnotation id="ta"><text>Solo en días hábiles, de ocho a cinco</text></textAnnotation><association id="as" sourceRef="ta" targetRef="a"/>
 <textAnnotation id="tb"><text>Nota suelta</text></textAnnotation>
 </process>
</definitions>
`;
