// Every text of the file that says it is FEEL, by its leading `=`, must be FEEL.
import type { ModdleElement, PropertyDescriptor } from 'bpmn-moddle';
import type { CheckFeel } from '../feel.ts';
import type { Report } from '../report.ts';
import { walk } from '../walk.ts';

/** Extension elements whose attributes are plain text, also where that begins with `=`. */
const PLAIN = new Set([
  'zeebe:Header',
  'zeebe:Property',
  'zeebe:UserTaskForm',
  'cauce:Option',
  'cauce:Milestone',
]);
/** Attributes of BPMN's own that may be an expression, as Zeebe reads them. */
const NAMES = new Map([
  ['bpmn:Message', 'name'],
  ['bpmn:Signal', 'name'],
  ['bpmn:Error', 'errorCode'],
  ['bpmn:Escalation', 'escalationCode'],
]);

export function checkExpressions(root: ModdleElement, checkFeel: CheckFeel, report: Report): void {
  walk(root, (element, texts) => {
    for (const { property, text } of texts) {
      if (!text.trimStart().startsWith('=') || !mayBeExpression(element, property)) continue;
      const expression = text.trim();
      const checked = checkFeel(expression.slice(1), 'expression');
      if (checked.ok) continue;
      report.error(checked.code, { ...checked.values, expression: expression.slice(0, 200) }, element);
    }
  });
}

function mayBeExpression(element: ModdleElement, property: PropertyDescriptor): boolean {
  if (/^(zeebe|cauce):/.test(element.$type)) return !PLAIN.has(element.$type);
  if (element.$instanceOf?.('bpmn:Expression')) return property.isBody === true;
  return NAMES.get(element.$type) === property.ns.localName;
}
