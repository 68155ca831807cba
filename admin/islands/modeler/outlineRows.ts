// The rows of the outline: every element with its name, its kind and the texts that hang on it, in reading order.
import { kindOf } from './kinds.ts';
import type { Moddle } from './panel/extensions.ts';

export interface OutlineRow {
  id: string;
  name: string;
  kind: string;
  level: number;
  /** What it is attached to, where it leads, what its documentation says. */
  texts: string[];
}

interface Drawn {
  id: string;
  x?: number;
  y?: number;
  type: string;
  children?: Drawn[];
  labelTarget?: unknown;
  waypoints?: unknown;
  businessObject: Moddle;
}

interface Registry {
  get(id: string): Drawn | undefined;
}

/** Elements whose tops differ by less stand side by side. */
const SAME_ROW = 40;

export function outlineRows(root: Drawn, registry: Registry, lang: 'es' | 'en'): OutlineRow[] {
  const rows: OutlineRow[] = [];
  const add = (element: Drawn, level: number) => {
    rows.push(rowOf(element, level, lang));
    const plane = registry.get(`${element.id}_plane`);
    const inside = [...(element.children ?? []), ...(plane?.children ?? [])].filter(isListed);
    for (const child of inReadingOrder(inside)) add(child, level + 1);
  };
  for (const child of inReadingOrder((root.children ?? []).filter(isListed))) add(child, 1);
  return rows;
}

const isListed = ({ labelTarget, waypoints }: Drawn) => !labelTarget && !waypoints;

function inReadingOrder(elements: Drawn[]): Drawn[] {
  return elements.sort((a, b) => {
    const apart = (a.y ?? 0) - (b.y ?? 0);
    const isStacked = /Lane|Participant/.test(a.type) && /Lane|Participant/.test(b.type);
    if (isStacked) return apart;
    return (a.x ?? 0) - (b.x ?? 0) || (Math.abs(apart) < SAME_ROW ? 0 : apart);
  });
}

function rowOf({ id, businessObject: own }: Drawn, level: number, lang: 'es' | 'en'): OutlineRow {
  const flows: { name?: string; targetRef?: { name?: string; id: string } }[] = own.outgoing ?? [];
  const leads = flows.map(
    ({ name, targetRef }) => `→ ${name ? `${name}: ` : ''}${targetRef?.name || targetRef?.id || ''}`,
  );
  const documented = (own.documentation ?? []).map(({ text }: { text?: string }) => text ?? '');
  return {
    id,
    name: own.name ?? own.text ?? '',
    kind: kindOf(own, lang),
    level,
    texts: [...leads, ...documented].filter((text) => text.trim() !== ''),
  };
}
