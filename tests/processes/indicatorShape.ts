// What every `indicators.json` must look like, and that what it says it reads is in the diagrams of its folder.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Json } from '../../engine/core/json.ts';
import { processesFolder } from './facts.ts';
import { shipped, xmlOf } from './shipped.ts';

type Fields = { [name: string]: Json };

const UNITS = 'percent points score count hours business-hours business-days minutes months cop ratio'.split(
  ' ',
);
const KINDS = 'share mean median sum count net difference variation other'.split(' ');
const PERIODS = 'month quarter semester year sprint week now any'.split(' ');
const DATES = ['closed_at', 'answered_at', 'filed_at', 'survey'];
const DATA = ['history', 'survey', 'form', 'import'];
const COMPARISONS = ['>=', '>', '<=', '<', '='];

/** Every complaint about the file, with the indicator's id. */
export function checkIndicatorsOf(folder: string): string[] {
  const list: Json = JSON.parse(readFileSync(join(processesFolder, folder, 'indicators.json'), 'utf8'));
  if (!Array.isArray(list)) return ['Expected a list of indicators.'];
  const seen = new Set<string>();
  return list.flatMap((each) => {
    const one = (each ?? {}) as Fields;
    const id = String(one.id);
    const twice = seen.has(id) ? [`${id}: stands twice`] : [];
    seen.add(id);
    return [...twice, ...shapeOf(one), ...readsOf(folder, one)].map((complaint) => `${id}: ${complaint}`);
  });
}

function shapeOf(one: Fields): string[] {
  const complaints: string[] = [];
  const say = (isFine: boolean, complaint: string) => {
    if (!isFine) complaints.push(complaint);
  };
  say(/^[A-Z]\d{1,2}$/.test(String(one.id)), 'id is a letter and a number');
  for (const name of ['name', 'group', 'formula']) say(isText(one[name]), `${name} is in es and en`);
  for (const name of ['numerator', 'denominator'])
    say(one[name] === undefined || isText(one[name]), `${name} is in es and en`);
  say(isOf(UNITS, one.unit), `unit is one of ${UNITS.join(', ')}`);
  say(isOf(KINDS, one.kind), `kind is one of ${KINDS.join(', ')}`);
  say(isOf(PERIODS, one.period), `period is one of ${PERIODS.join(', ')}`);
  say(one.attributedBy === undefined || isOf(DATES, one.attributedBy), `attributedBy is one of ${DATES}`);
  say(Array.isArray(one.data) && one.data.length > 0 && one.data.every((each) => isOf(DATA, each)), 'data');
  say(isOf(['up', 'down', 'none'], one.direction), 'direction is up, down or none');
  say(one.target === null || isTarget(one.target), 'target is null, or a comparison and a value');
  say(typeof one.source === 'string' && one.source !== '', 'source is a text');
  const example = (one.example ?? {}) as Fields;
  say(isText(example.given) && example.value !== undefined, 'example has what is given and the value');
  return complaints;
}

/** Elements and variables that the diagrams of the folder do not have. */
function readsOf(folder: string, { reads = {} }: Fields): string[] {
  return Object.entries(
    reads as { [process: string]: { elements?: string[]; variables?: string[] } },
  ).flatMap(([process, { elements = [], variables = [] }]) => {
    const diagram = shipped.find((each) => each.folder === folder && each.process === process);
    if (!diagram) return [`reads ${process}, which the folder lacks`];
    const xml = xmlOf(diagram);
    const publicNames = /publicNames="([^"]*)"/.exec(xml)?.[1]?.split(' ');
    return [
      ...elements
        .filter((id) => !xml.includes(` id="${id}"`))
        .map((id) => `reads ${id}, which ${process} lacks`),
      ...variables
        .filter((name) => publicNames?.includes(name) === false)
        .map((name) => `reads ${name}, which is sealed in ${process}`),
    ];
  });
}

function isText(value: Json | undefined): boolean {
  const { es, en } = (value ?? {}) as Fields;
  return [es, en].every((text) => typeof text === 'string' && text.trim() !== '');
}

function isOf(allowed: string[], value: Json | undefined): boolean {
  return typeof value === 'string' && allowed.includes(value);
}

function isTarget(value: Json | undefined): boolean {
  const { comparison, value: number } = (value ?? {}) as Fields;
  return isOf(COMPARISONS, comparison) && typeof number === 'number';
}
