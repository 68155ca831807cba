// What a file's old drawing says beyond coordinates, so that it can be said again: ids, colors, what vendors add.

export interface DrawnBefore {
  id?: string;
  /** As written, names and quotes included. */
  attributes: string[];
}

const TAG = /<(?:[\w.-]+:)?BPMN(?:Shape|Edge)\s((?:[^>"']|"[^"]*"|'[^']*')*)>/g;
const ATTRIBUTE = /([\w.:-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g;

/** What is decided anew with every drawing. */
const DECIDED = new Set(['bpmnElement', 'isHorizontal', 'isExpanded']);

/** By the id of what is drawn. */
export function drawnBefore(text: string): Map<string, DrawnBefore> {
  const drawn = new Map<string, DrawnBefore>();
  for (const [, own = ''] of text.matchAll(TAG)) {
    const attributes = [...own.matchAll(ATTRIBUTE)].map(([written, name = '', a, b]) => ({
      written,
      name,
      value: a ?? b ?? '',
    }));
    const about = attributes.find(({ name }) => name === 'bpmnElement')?.value;
    if (about === undefined) continue;
    const id = attributes.find(({ name }) => name === 'id')?.value;
    const kept = attributes.filter(({ name }) => name !== 'id' && !DECIDED.has(name));
    drawn.set(localPart(about), {
      ...(id === undefined ? {} : { id }),
      attributes: kept.map(({ written }) => written),
    });
  }
  return drawn;
}

/** References may carry the prefix of the file's own namespace. */
function localPart(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}
