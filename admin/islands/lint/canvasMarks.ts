// Findings on the drawing: a mark on each element, and a badge with how many there are, which leads to the list.
import type { Desk } from '../modeler/tool.ts';
import type { Say } from '../words/speak.ts';
import type { Finding } from './finding.ts';

/** Badges cost something each; a drawing with more has them in the list. */
const MOST_BADGES = 300;

export interface CanvasMarks {
  show(findings: readonly Finding[]): void;
  clear(): void;
}

interface Mark {
  /** What it shows; another text is another mark. */
  told: string;
  remove(): void;
}

export function createCanvasMarks(desk: Desk, say: Say, chosen: (elementId: string) => void): CanvasMarks {
  const marks = new Map<string, Mark>();

  function drop(id: string): void {
    marks.get(id)?.remove();
    marks.delete(id);
  }

  function add(id: string, findings: readonly Finding[], told: string): void {
    const unmark = desk.mark([id], `lint-${worst(findings)}`);
    const overlays = desk.modeler.get('overlays');
    const badge = marks.size < MOST_BADGES ? addBadge(id, findings) : undefined;
    marks.set(id, {
      told,
      remove() {
        unmark();
        if (badge !== undefined) overlays.remove(badge);
      },
    });
  }

  function addBadge(id: string, findings: readonly Finding[]): string | undefined {
    const element = desk.modeler.get('elementRegistry').get(id);
    if (!element?.parent) return undefined;
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
    return desk.modeler.get('overlays').add(id, 'lint', { position, html: badge, show: { minZoom: 0.4 } });
  }

  return {
    clear() {
      for (const id of [...marks.keys()]) drop(id);
    },
    /** Only what changed is drawn anew: badges would blink at each change, and hundreds take their time. */
    show(findings) {
      const byElement = new Map<string, Finding[]>();
      for (const finding of findings)
        if (finding.elementId !== undefined && finding.resource === desk.fileName)
          byElement.set(finding.elementId, [...(byElement.get(finding.elementId) ?? []), finding]);
      for (const id of [...marks.keys()]) if (!byElement.has(id)) drop(id);
      const registry = desk.modeler.get('elementRegistry');
      for (const [id, all] of byElement) {
        // An element that was taken away and came back is another one.
        const told = `${all.map(({ key }) => key).join()} ${registry.getGraphics(id) ? 'drawn' : ''}`;
        if (marks.get(id)?.told === told && isMarked(desk, id)) continue;
        drop(id);
        add(id, all, told);
      }
    },
  };
}

function isMarked(desk: Desk, id: string): boolean {
  const graphics = desk.modeler.get('elementRegistry').getGraphics(id) as Element | undefined;
  return !graphics || /\blint-(error|warning)\b/.test(graphics.getAttribute('class') ?? '');
}

function worst(findings: readonly Finding[]): 'error' | 'warning' {
  return findings.some(({ severity }) => severity === 'error') ? 'error' : 'warning';
}
