// What an editor writes into a task by one of the shipped element templates.
import { readFileSync } from 'node:fs';

interface Property {
  id?: string;
  value?: string;
  optional?: boolean;
  binding: { type: string; key?: string; name?: string; source?: string };
}

const quoted = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');

/** A task as an editor draws it by the template, with what its author fills in. */
export function drawn(template: string, filled: { [id: string]: string }): string {
  const { definition, inputs, outputs, headers } = writtenBy(template, filled);
  return `<bpmn:serviceTask id="send" name="Avisar"><bpmn:extensionElements>
    ${definition}<zeebe:ioMapping>${inputs}${outputs}</zeebe:ioMapping>${headers}
  </bpmn:extensionElements></bpmn:serviceTask>`;
}

/** The extension elements; nobody waits between two tries. */
export function writtenBy(template: string, filled: { [id: string]: string }) {
  const file = new URL(`../../../processes/templates/${template}.json`, import.meta.url);
  const { properties } = JSON.parse(readFileSync(file, 'utf8')) as { properties: Property[] };
  const given = properties.flatMap((property) => {
    const value = filled[property.id ?? ''] ?? property.value;
    return value === undefined ? [] : [{ ...property.binding, value: quoted(value) }];
  });
  const of = (type: string) => given.filter((each) => each.type === type);
  const definition = of('zeebe:taskDefinition').map(
    ({ value }) => `<zeebe:taskDefinition type="${value}" />`,
  );
  const inputs = of('zeebe:input').map(
    ({ name, value }) => `<zeebe:input source="${value}" target="${name}" />`,
  );
  const outputs = of('zeebe:output').map(
    ({ source, value }) => `<zeebe:output source="${source}" target="${value}" />`,
  );
  const headers = of('zeebe:taskHeader').map(
    ({ key, value }) => `<zeebe:header key="${key}" value="${value}" />`,
  );
  return {
    definition: definition.join(''),
    inputs: inputs.join(''),
    outputs: outputs.join(''),
    headers: `<zeebe:taskHeaders>${headers.join('')}
      <zeebe:header key="retryBackoff" value="PT0S" /></zeebe:taskHeaders>`,
  };
}
