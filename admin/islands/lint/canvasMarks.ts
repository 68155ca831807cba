// Findings on the drawing: a mark on each element, and a badge with how many there are, which leads to the list.
import type { Desk } from '../modeler/tool.ts';
import type { Say } from '../words.ts';
import type { Finding } from './finding.ts';

const TYPE = 'lint';
/** Badges cost something each; a drawing with more has them in the list. */
const MOST_BADGES = 300;

export interface CanvasMarks {
  show(findings: readonly Finding[]): void;
  clear(): void;
}

export function createCanvasMarks(desk: Desk, say: Say, chosen: (elementId: string) => void): CanvasMarks {
  let unmark: (() => void)[] = [];
  let shown = '';

  function clear(): void {
    for (const each of unmark) each();
    unmark = [];
    shown = '';
    desk.modeler.get('overlays').remove({ type: TYPE });
  }

  return {
    clear,
    show(findings) {
      const byElement = new Map<string, Finding[]>();
      for (const finding of findings)
        if (finding.elementId !== undefined && finding.resource === desk.fileName)
          byElement.set(finding.elementId, [...(byElement.get(finding.elementId) ?? []), finding]);
      const plan = JSON.stringify([...byElement].map(([id, all]) => [id, all.length, worst(all)]));
      // What is drawn already is not drawn again: badges would blink at each change.
      if (plan === shown) return;
      clear();
      shown = plan;
      const of = (kind: string) => [...byElement].filter(([, all]) => worst(all) === kind).map(([id]) => id);
      unmark = ['error', 'warning'].map((kind) => desk.mark(of(kind), `lint-${kind}`));
      for (const [id, all] of [...byElement].slice(0, MOST_BADGES)) addBadge(id, all);
    },
  };

  function addBadge(id: string, findings: readonly Finding[]): void {
    const element = desk.modeler.get('elementRegistry').get(id);
    if (!element?.parent) return;
    const badge = document.createElement('button');
    badge.type = 'button';
    badge.className = `lint-badge lint-badge-${worst(findings)}`;
    badge.textContent = findings.length > 1 ? String(findings.length) : '!';
    badge.title = findings.map(({ message }) => message).join('\n');
    badge.setAttribute('aria-label', say('lint.badge', { count: findings.length }));
    // The list is the keyboard's way to the same.
    badge.tabIndex = -1;
    badge.addEventListener('click', () => chosen(id));
    const position = element.waypoints ? { top: -10, left: -10 } : { top: -12, left: -8 };
    desk.modeler.get('overlays').add(id, TYPE, { position, html: badge, show: { minZoom: 0.4 } });
  }
}

function worst(findings: readonly Finding[]): 'error' | 'warning' {
  return findings.some(({ severity }) => severity === 'error') ? 'error' : 'warning';
}
