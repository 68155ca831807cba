// Timer definitions: one kind each, written as ISO 8601 or as an expression, and dates with their zone.
import type { ModdleElement } from 'bpmn-moddle';
import { definitionName, definitionsOf } from '../buildElement.ts';
import type { Gathered } from '../gather.ts';
import type { Report } from '../report.ts';
import { bodyOf, childOf } from '../sourceNode.ts';

const KINDS = ['timeDate', 'timeDuration', 'timeCycle'] as const;
const DATE = String.raw`\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?`;
const ZONE = String.raw`(Z|[+-]\d\d:?\d\d|\[[\w/+-]+\]|[+-]\d\d:\d\d\[[\w/+-]+\])`;
const DURATION = String.raw`-?P(?=[\dT])(\d+Y)?(\d+M)?(\d+W)?(\d+D)?(T(?=\d)(\d+H)?(\d+M)?(\d+(\.\d+)?S)?)?`;
const SYNTAX = {
  timeDate: new RegExp(`^\\d{4}-\\d\\d-\\d\\d$|^${DATE}${ZONE}?$`),
  timeDuration: new RegExp(`^${DURATION}$`),
  timeCycle: new RegExp(`^R\\d*/(${DATE}${ZONE}?/)?${DURATION}(/${DATE}${ZONE}?)?$`),
};
const WITHOUT_ZONE = new RegExp(`^${DATE}$`);

export function checkTimers(gathered: Gathered, report: Report): void {
  for (const node of gathered.nodes) {
    for (const definition of definitionsOf(node.source)) {
      if (definitionName(definition) === 'timer') checkTimer(definition, node.source, report);
    }
  }
}

function checkTimer(definition: ModdleElement, event: ModdleElement, report: Report): void {
  const given = KINDS.filter((kind) => childOf(definition, kind));
  if (given.length > 1) report.error('TIMER_AMBIGUOUS', { given: given.join(', ') }, event);
  if (given.length === 0) report.warn('TIMER_WITHOUT_TIME', {}, event);
  for (const kind of given) {
    const body = childOf(definition, kind);
    const text = body && bodyOf(body)?.trim();
    if (!text) report.warn('TIMER_WITHOUT_TIME', {}, event);
    else if (text.startsWith('=')) continue;
    else if (!SYNTAX[kind].test(text)) report.error('TIMER_INVALID', { kind, text }, event);
    else if (kind === 'timeDate' && WITHOUT_ZONE.test(text))
      report.warn('TIMER_WITHOUT_ZONE', { text }, event);
  }
}
