// What every `indicators.json` must look like, and that what it says it reads is in the diagrams of the flows.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Json } from '../../engine/core/json.ts';
import { checkIndicators } from '../../engine/metrics/index.ts';
import { problemTextOf } from '../../engine/problemCatalog.ts';
import { processesFolder } from './facts.ts';
import { shipped, xmlOf } from './shipped.ts';

type Fields = { [name: string]: Json };

const DATES = ['closed_at', 'answered_at', 'filed_at', 'survey'];
const DATA = ['history', 'survey', 'form', 'import'];

export function indicatorsOf(folder: string): Fields[] {
  return JSON.parse(readFileSync(join(processesFolder, folder, 'indicators.json'), 'utf8'));
}

/** Every complaint about the file, with the indicator's id. */
export function checkIndicatorsOf(folder: string): string[] {
  const list = indicatorsOf(folder);
  const problems = checkIndicators(list).map((problem) => problemTextOf(problem, 'en'));
  const more = list.flatMap((one) =>
    [...shapeOf(one), ...readsOf(folder, one)].map((complaint) => `${one.id}: ${complaint}`),
  );
  return [...problems, ...more];
}

function shapeOf(one: Fields): string[] {
  const complaints: string[] = [];
  const say = (isFine: boolean, complaint: string) => {
    if (!isFine) complaints.push(complaint);
  };
  say(/^[A-Z]\d{1,2}$/.test(String(one.id)), 'id is a letter and a number');
  say(one.attributedBy === undefined || isOf(DATES, one.attributedBy), `attributedBy is one of ${DATES}`);
  say(Array.isArray(one.data) && one.data.length > 0 && one.data.every((each) => isOf(DATA, each)), 'data');
  const example = (one.example ?? {}) as Fields;
  say(isText(example.given) && example.value !== undefined, 'example has what is given and the value');
  return complaints;
}

/** Elements and variables that the diagrams do not have; an indicator of several flows reads those of each. */
function readsOf(folder: string, { reads }: Fields): string[] {
  const all = Object.entries(
    (reads ?? {}) as { [process: string]: { elements?: string[]; variables?: string[] } },
  );
  const own: string[] = shipped.filter((each) => each.folder === folder).map((each) => each.process);
  const isForeign = all.length > 0 && !all.some(([process]) => own.includes(process));
  const complaints = all.flatMap(([process, { elements = [], variables = [] }]) => {
    const diagram = shipped.find((each) => each.process === process);
    if (!diagram) return [`reads ${process}, which no folder has`];
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
  return isForeign ? ['reads no process of its folder', ...complaints] : complaints;
}

function isText(value: Json | undefined): boolean {
  const { es, en } = (value ?? {}) as Fields;
  return [es, en].every((text) => typeof text === 'string' && text.trim() !== '');
}

function isOf(allowed: string[], value: Json | undefined): boolean {
  return typeof value === 'string' && allowed.includes(value);
}
