// What a new file begins with: one table with an input, an output and no rules yet.

export function emptyDecision(fileName: string, name: string): string {
  const bare = fileName.replace(/^.*\//, '').replace(/\.\w+$/, '');
  const id = bare.replace(/[^\w]+/g, '_').replace(/^[^A-Za-z_]/, '_$&') || 'decision';
  const title = name.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/"/g, '&quot;');
  return `<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" xmlns:dmndi="https://www.omg.org/spec/DMN/20191111/DMNDI/" xmlns:dc="http://www.omg.org/spec/DMN/20180521/DC/" id="definitions_${id}" name="${title}" namespace="urn:cauce:processes">
  <decision id="${id}" name="${title}">
    <decisionTable id="${id}_table" hitPolicy="UNIQUE">
      <input id="${id}_input">
        <inputExpression id="${id}_input_expression" typeRef="string">
          <text></text>
        </inputExpression>
      </input>
      <output id="${id}_output" name="" typeRef="string" />
    </decisionTable>
  </decision>
  <dmndi:DMNDI>
    <dmndi:DMNDiagram id="${id}_diagram">
      <dmndi:DMNShape id="${id}_shape" dmnElementRef="${id}">
        <dc:Bounds x="160" y="100" width="180" height="80" />
      </dmndi:DMNShape>
    </dmndi:DMNDiagram>
  </dmndi:DMNDI>
</definitions>
`;
}
