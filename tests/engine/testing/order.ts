// A process folder for tests of tests: an order that is priced by a decision, made by a worker, shipped by a called
// process and awaited by a message.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { drawing, flow } from '../model/drawing.ts';

const extended = (inside: string) => `<bpmn:extensionElements>${inside}</bpmn:extensionElements>`;

const ORDER = drawing(
  `<bpmn:startEvent id="start"/>${flow('f1', 'start', 'approve')}
  <bpmn:userTask id="approve" name="Approve the order">${extended('<zeebe:userTask/><zeebe:assignmentDefinition assignee="ana" candidateGroups="sales"/><zeebe:priorityDefinition priority="80"/><zeebe:taskSchedule dueDate="2026-01-02T12:00:00Z"/>')}</bpmn:userTask>${flow('f2', 'approve', 'price')}
  <bpmn:businessRuleTask id="price">${extended('<zeebe:calledDecision decisionId="discount" resultVariable="discount"/>')}</bpmn:businessRuleTask>${flow('f3', 'price', 'make')}
  <bpmn:serviceTask id="make">${extended('<zeebe:taskDefinition type="make"/>')}</bpmn:serviceTask>${flow('f4', 'make', 'ship')}
  <bpmn:boundaryEvent id="broken" attachedToRef="make"><bpmn:errorEventDefinition errorRef="broke"/></bpmn:boundaryEvent>${flow('f5', 'broken', 'end')}
  <bpmn:callActivity id="ship">${extended('<zeebe:calledElement processId="shipping"/>')}</bpmn:callActivity>${flow('f6', 'ship', 'paid')}
  <bpmn:intermediateCatchEvent id="paid"><bpmn:messageEventDefinition messageRef="payment"/></bpmn:intermediateCatchEvent>${flow('f7', 'paid', 'end')}
  <bpmn:endEvent id="end"/>`,
  `<bpmn:error id="broke" errorCode="BROKE"/><bpmn:message id="payment" name="payment">${extended('<zeebe:subscription correlationKey="=order"/>')}</bpmn:message>`,
);

const DISCOUNT = `<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="prices" name="prices" namespace="urn:prices">
  <decision id="discount" name="Discount"><decisionTable id="table">
    <input id="in"><inputExpression id="inExpression"><text>amount</text></inputExpression></input><output id="out" name="discount"/>
    <rule id="small"><inputEntry id="e1"><text>&lt; 100</text></inputEntry><outputEntry id="o1"><text>0</text></outputEntry></rule>
    <rule id="large"><inputEntry id="e2"><text>&gt;= 100</text></inputEntry><outputEntry id="o2"><text>10</text></outputEntry></rule>
  </decisionTable></decision>
</definitions>`;

export interface Folder {
  path: string;
  write(name: string, json: unknown): string;
  remove(): void;
}

export function orderFolder(): Folder {
  const path = mkdtempSync(join(tmpdir(), 'cauce-tests-'));
  writeFileSync(join(path, 'order.bpmn'), ORDER);
  writeFileSync(join(path, 'discount.dmn'), DISCOUNT);
  return {
    path,
    write(name, json) {
      writeFileSync(join(path, name), typeof json === 'string' ? json : JSON.stringify(json));
      return join(path, name);
    },
    remove: () => rmSync(path, { recursive: true }),
  };
}
