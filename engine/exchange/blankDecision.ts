// What a new decision begins with: one table with an input, an output and no rules yet.
import { escapedXml } from './escapedXml.ts';

export function blankDecision(id: string, name: string): string {
  return `<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" xmlns:dmndi="https://www.omg.org/spec/DMN/20191111/DMNDI/" xmlns:dc="http://www.omg.org/spec/DMN/20180521/DC/" id="definitions_${id}" name="${escapedXml(name)}" namespace="urn:cauce:processes:${id}">
  <decision id="${id}" name="${escapedXml(name)}">
    <decisionTable id="${id}_table" hitPolicy="FIRST">
      <input id="${id}_input">
        <inputExpression id="${id}_input_expression" typeRef="string">
          <text></text>
        </inputExpression>
      </input>
      <output id="${id}_output" name="result" typeRef="string" />
    </decisionTable>
  </decision>
  <dmndi:DMNDI>
    <dmndi:DMNDiagram id="diagram_${id}">
      <dmndi:DMNShape id="shape_${id}" dmnElementRef="${id}">
        <dc:Bounds x="160" y="100" width="180" height="80" />
      </dmndi:DMNShape>
    </dmndi:DMNDiagram>
  </dmndi:DMNDI>
</definitions>
`;
}
