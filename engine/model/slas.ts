// What a drawing promises: every `cauce:sla` of a process or an activity, read and checked.
import type { ModdleElement } from 'bpmn-moddle';
import type { ElementModel, ProcessModel } from '../core/model.ts';
import type { SlaMetric, SlaWarning } from '../core/slaFacts.ts';
import type { SlaModel } from '../core/slaModel.ts';
import { durationFrom } from '../core/timerValues.ts';
import type { Gathered } from './gather.ts';
import type { Report } from './report.ts';
import { extensionsOf, plainText, textOf } from './sourceNode.ts';

const METRICS: readonly string[] = ['response', 'resolution', 'operation'] satisfies SlaMetric[];

/** Attributes that name elements of the drawing. */
const NAMING = ['pauseWhen', 'stopWhen', 'cancelWhen', 'restartWhen', 'extendWhen'] as const;

/** Adds to the model what it promises. */
export function addSlas(model: ProcessModel, gathered: Gathered, report: Report): void {
  const own = slasOf(gathered.process, report);
  if (own) model.slas = own;
  for (const sla of own ?? []) checkNamed(sla, model, undefined, gathered.process, report);
  const sources = new Map(gathered.nodes.map(({ id, source }) => [id, source]));
  for (const element of model.elements) {
    const source = sources.get(element.id);
    const slas = source && slasOf(source, report);
    if (!source || !slas) continue;
    if (!isActivity(source)) report.error('SLA_MISPLACED', { tag: element.type }, source);
    else element.slas = slas;
    for (const sla of slas) checkNamed(sla, model, element, source, report);
  }
}

function isActivity(source: ModdleElement): boolean {
  return source.$instanceOf?.('bpmn:Activity') ?? false;
}

function slasOf(source: ModdleElement, report: Report): SlaModel[] | undefined {
  const drawn = extensionsOf(source).filter(({ $type }) => $type === 'cauce:Sla');
  if (drawn.length === 0) return undefined;
  const slas: SlaModel[] = [];
  for (const each of drawn) {
    const sla = read(each, source, report);
    const same = slas.filter(({ id }) => id === sla.id || id.startsWith(`${sla.id}-`)).length;
    slas.push(same > 0 ? { ...sla, id: `${sla.id}-${same + 1}` } : sla);
  }
  return slas;
}

function read(drawn: ModdleElement, owner: ModdleElement, report: Report): SlaModel {
  const text = (name: string) => textOf(drawn, name)?.trim() || undefined;
  const metric = text('metric') ?? '';
  const name = plainText(text('name') ?? textOf(owner, 'name') ?? metric);
  if (!METRICS.includes(metric))
    report.error('SLA_METRIC_UNKNOWN', { sla: name, found: metric, known: METRICS.join(', ') }, owner);
  const target = targetOf(text('target'), name, owner, report);
  const calendar = text('calendar');
  const mode = text('mode');
  const isGiven = typeof target === 'string' && target.includes('calendar');
  if (calendar === undefined && typeof target === 'string' && !isGiven)
    report.error('SLA_WITHOUT_CALENDAR', { sla: name }, owner);
  const optional = {
    ...(mode !== undefined && { mode }),
    ...(calendar !== undefined && { calendar }),
    ...expressions(text, ['from', 'extendTo', 'extendReason']),
    ...(text('escalation') !== undefined && { escalation: text('escalation') as string }),
    ...(text('restartOnReturn') === 'true' && { restartOnReturn: true as const }),
  };
  return {
    id: text('id') ?? metric,
    name,
    metric: metric as SlaMetric,
    target,
    warnAt: warningsIn(text('warnAt') ?? '', name, owner, report),
    ...(Object.fromEntries(NAMING.map((attribute) => [attribute, idsIn(text(attribute))])) as Named),
    ...optional,
  };
}

type Named = { [attribute in (typeof NAMING)[number]]: string[] };

function expressions(text: (name: string) => string | undefined, names: readonly string[]) {
  return Object.fromEntries(
    names.flatMap((name) => {
      const value = text(name);
      return value === undefined ? [] : [[name, value]];
    }),
  );
}

/** `decision:ID`, FEEL, or a number, a duration, a date-time as it stands. */
function targetOf(
  text: string | undefined,
  sla: string,
  owner: ModdleElement,
  report: Report,
): SlaModel['target'] {
  const decision = /^decision:\s*(\S+)$/.exec(text ?? '')?.[1];
  if (decision !== undefined) return { decision };
  if (text !== undefined && /^=/.test(text)) return text;
  if (text !== undefined && /^\d+(\.\d+)?$/.test(text)) return `=${text}`;
  if (text !== undefined && (durationFrom(text) || /^\d{4}-\d\d-\d\dT/.test(text))) return text;
  report.error('SLA_TARGET_UNREADABLE', { sla, found: text ?? '' }, owner);
  return '=null';
}

function warningsIn(text: string, sla: string, owner: ModdleElement, report: Report): SlaWarning[] {
  return idsIn(text).flatMap((part): SlaWarning[] => {
    const percent = /^(\d+(?:\.\d+)?)%$/.exec(part)?.[1];
    if (percent !== undefined && Number(percent) > 0 && Number(percent) <= 100)
      return [{ percent: Number(percent) }];
    const duration = durationFrom(part);
    if (duration && duration.months === 0 && duration.ms > 0) return [{ before: part }];
    report.error('SLA_WARNING_UNREADABLE', { sla, found: part }, owner);
    return [];
  });
}

function idsIn(text: string | undefined): string[] {
  return (text ?? '').split(/[\s,]+/).filter((part) => part !== '');
}

/** Whatever it names has to be inside its owner, where its beginning and end can be seen. */
function checkNamed(
  sla: SlaModel,
  model: ProcessModel,
  owner: ElementModel | undefined,
  source: ModdleElement,
  report: Report,
): void {
  const parents = new Map(model.elements.map(({ id, parent }) => [id, parent]));
  const isInside = (id: string) => {
    if (!owner) return parents.has(id);
    for (let at = parents.get(id); at; at = parents.get(at)) if (at === owner.id) return true;
    return false;
  };
  for (const attribute of NAMING)
    for (const element of sla[attribute])
      if (!isInside(element))
        report.error('SLA_ELEMENT_UNKNOWN', { sla: sla.name, attribute, element }, source);
  if (sla.extendWhen.length > 0 && sla.extendTo === undefined)
    report.error('SLA_EXTENSION_UNSAID', { sla: sla.name }, source);
}
