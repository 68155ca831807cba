// Reads a drawing and writes it again as the modeler does, and says what was lost, what was added, and whether the
// result is valid by the schemas of BPMN.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { BpmnModdle } from 'bpmn-moddle';
import bpmn from 'bpmn-moddle/resources/bpmn/json/bpmn.json' with { type: 'json' };
import bpmndi from 'bpmn-moddle/resources/bpmn/json/bpmndi.json' with { type: 'json' };
import di from 'bpmn-moddle/resources/bpmn/json/di.json' with { type: 'json' };
import camunda from 'camunda-bpmn-moddle/resources/camunda.json' with { type: 'json' };
import { validateXML } from 'xmllint-wasm';
import zeebe from 'zeebe-bpmn-moddle/resources/zeebe.json' with { type: 'json' };
import cauce from '../../engine/model/cauce.json' with { type: 'json' };
import { factsOf, xmlTree } from './xmlTree.ts';

const CAMUNDA = 'http://camunda.org/schema/1.0/bpmn';

export async function written(xml: string): Promise<string> {
  const moddle = new BpmnModdle(xml.includes(CAMUNDA) ? { camunda, cauce } : { zeebe, cauce });
  const { rootElement } = await moddle.fromXML(xml);
  return (await moddle.toXML(rootElement, { format: true })).xml;
}

interface Described {
  types: { properties?: { name: string; default?: unknown }[] }[];
}

/** Attributes that say what the schema says anyway: writing them or not is the same. */
const DEFAULTS = new Set(
  [bpmn, bpmndi, di].flatMap((schema) =>
    (schema as Described).types.flatMap(({ properties = [] }) =>
      properties.flatMap(({ name, default: value }) => (value === undefined ? [] : [`@${name}=${value}`])),
    ),
  ),
);

/**
 * A formal expression may be written under its own name or as an expression of that type (the one substitutes the
 * other in the schema); and an attribute without prefix is the same as one with the prefix of its element.
 */
function sameWords(xml: string): string {
  return xml
    .replace(/<(\/?)((?:\w+:)?)formalExpression\b/g, '<$1$2expression')
    .replace(/(<(?:\w+:)?expression)\s+xsi:type="(?:\w+:)?tFormalExpression"/g, '$1')
    .replace(/(\s(\w+)="([^"]*)") \w+:\2="\3"/g, '$1');
}

/** What the file said and its copy does not, and the other way round. Order of siblings does not count. */
export function differences(xml: string, copy: string): string[] {
  const count = new Map<string, number>();
  for (const fact of factsOf(xmlTree(sameWords(xml)))) count.set(fact, (count.get(fact) ?? 0) + 1);
  for (const fact of factsOf(xmlTree(sameWords(copy)))) count.set(fact, (count.get(fact) ?? 0) - 1);
  const ids = new Set([...xml.matchAll(/\sid\s*=\s*["']([^"']*)["']/g)].map(([, id]) => id));
  return [...count].flatMap(([fact, times]) =>
    times === 0 || isSaidAnyway(fact, ids) ? [] : [`${times > 0 ? 'lost' : 'added'} ${fact}`],
  );
}

/** A default, the type of a point, or a reference that names nothing in the file, of which deployment warns. */
function isSaidAnyway(fact: string, ids: Set<string | undefined>): boolean {
  const said = fact.slice(fact.lastIndexOf(' @') + 1);
  if (DEFAULTS.has(said)) return true;
  if (/^@\{http:\/\/www\.w3\.org\/2001\/XMLSchema-instance\}type=Point$/.test(said)) return true;
  const reference = /^@(?:bpmnElement|\w+Ref|default)=(?:\w+:)?(.*)$/.exec(said)?.[1];
  const named = reference ?? /Ref (?:\w+:)?([^ ]+)$/.exec(fact)?.[1];
  return (named !== undefined && !ids.has(named)) || /Ref \{[^}]*\}\w+Ref$/.test(fact);
}

const SCHEMAS = ['Semantic.xsd', 'BPMNDI.xsd', 'DI.xsd', 'DC.xsd'];

/** What the schemas complain of, file by file. */
export async function invalid(
  files: { name: string; xml: string }[],
  schemaFolder: string,
): Promise<Map<string, string[]>> {
  const read = (name: string) => ({
    fileName: name,
    contents: readFileSync(join(schemaFolder, name), 'utf8'),
  });
  const complaints = new Map<string, string[]>();
  const { errors } = await validateXML({
    xml: files.map(({ name, xml }) => ({ fileName: name, contents: xml })),
    schema: [read('BPMN20.xsd')],
    preload: SCHEMAS.map(read),
    initialMemoryPages: 1024,
    maxMemoryPages: 8192,
  });
  for (const { loc, message } of errors) {
    const name = loc?.fileName ?? '';
    complaints.set(name, [...(complaints.get(name) ?? []), message]);
  }
  return complaints;
}
