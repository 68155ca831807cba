// What of a drawing becomes work for people, whether it says so or leaves open how it is done, and for which lane.
import { type ElementModel, groupsWithoutMembers, type ProcessModel } from '../engine.ts';
import type { Visit } from '../visit.ts';
import { elementWords } from './elementNames.ts';

const byPeople: ReadonlySet<string> = new Set(['userTask', 'task', 'manualTask']);
/** Automatic as drawn; without any of these they do not say how, and a person does it. */
const implementedBy: ReadonlyMap<string, string[]> = new Map([
  ['serviceTask', ['jobType']],
  ['sendTask', ['jobType', 'name']],
  ['businessRuleTask', ['jobType', 'decisionId']],
  ['scriptTask', ['jobType', 'expression']],
  ['receiveTask', ['name']],
]);

function isForPeople({ type, config, question, eventDefinitions }: ElementModel): boolean {
  if (byPeople.has(type)) return true;
  if (question) return question.askedBy === null;
  if (type === 'intermediateCatchEvent') return eventDefinitions.length === 0;
  return implementedBy.get(type)?.every((name) => config[name] === undefined) ?? false;
}

/** The lane that gets the work, unless the element itself says who. */
function laneOf({ lane, config }: ElementModel): string | undefined {
  const named = ['assignee', 'candidateGroups', 'candidateUsers'].some((name) => config[name] !== undefined);
  return named ? undefined : lane;
}

export async function peopleWork(visit: Visit, model: ProcessModel) {
  const elements = model.elements.filter(isForPeople);
  const lanes = [...new Set(elements.map(laneOf).filter((lane) => lane !== undefined))];
  const empty = new Set(await groupsWithoutMembers(visit.engine.store, lanes));
  return elements.map((element) => ({
    name: elementWords(visit, element),
    lane: element.lane ?? visit.t('process.noLane'),
    unstaffed: empty.has(laneOf(element) ?? '') ? visit.t('process.unstaffed') : '',
  }));
}
