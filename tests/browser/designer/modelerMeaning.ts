// What a BPMN file says beside where its shapes stand: every element in its order, with its attributes, known or not.
import { BpmnModdle, type ModdleElement } from 'bpmn-moddle';
import cauce from '../../../engine/model/cauce.json' with { type: 'json' };
import { zeebePackage } from '../../../engine/model/zeebePackage.ts';

/** Told apart by line in a difference. */
export async function meaningOf(xml: string): Promise<string[]> {
  const moddle = new BpmnModdle({ zeebe: zeebePackage, cauce });
  const { rootElement, warnings } = await moddle.fromXML(xml);
  const lines = warnings.map(({ message }) => `warning ${message.split('\n')[0]}`);
  tell(rootElement, '', lines);
  return lines;
}

function tell(element: ModdleElement, path: string, lines: string[]): void {
  const own = element as unknown as { [name: string]: unknown };
  const here = `${path}/${String(own.$type)}`;
  lines.push(`${here} ${JSON.stringify(unknownOf(element))}`);
  for (const [name, value] of Object.entries(own).sort(([a], [b]) => a.localeCompare(b))) {
    if (name.startsWith('$') || name === 'diagrams' || value === undefined) continue;
    for (const [at, each] of (Array.isArray(value) ? value : [value]).entries()) {
      if (typeof each !== 'object' || each === null) lines.push(`${here}@${name} ${String(each)}`);
      else tell(each as ModdleElement, `${here}@${name}[${at}]`, lines);
    }
  }
  lines.push(...referencesOf(element).map((line) => `${here}@${line}`));
}

/** Attributes of other namespaces; their order says nothing. */
function unknownOf(element: ModdleElement): object {
  const own = (element as unknown as { $attrs?: { [name: string]: string } }).$attrs ?? {};
  return Object.fromEntries(Object.entries(own).sort(([a], [b]) => a.localeCompare(b)));
}

/** Other elements that it names; these are not counted among its own. */
function referencesOf(element: ModdleElement): string[] {
  const described = (
    element as unknown as { $descriptor: { properties?: { name: string; isReference?: boolean }[] } }
  ).$descriptor;
  return (described.properties ?? []).flatMap(({ name, isReference }) => {
    const value = isReference
      ? (element as unknown as { [name: string]: unknown })[name.replace(/^\w+:/, '')]
      : undefined;
    const all = Array.isArray(value) ? value : value === undefined ? [] : [value];
    return all.map((each) => `${name} → ${String((each as { id?: string }).id)}`);
  });
}
