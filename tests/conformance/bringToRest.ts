// Runs every process of a drawing with nothing but empty answers, and says where it came to rest.
import { type ProcessModel, type Variables, values } from '../../engine/core/index.ts';
import { autoPlay } from './autoPlay.ts';
import type { Player } from './player.ts';
import { incidentsOf } from './trace.ts';

export interface Rest {
  /** False: it went on without end. */
  rests: boolean;
  state: 'completed' | 'waiting' | 'incident';
  waiting: string[];
  incidents: { element: string; code: string; values: string }[];
}

interface Options {
  /**
   * Also fills in what generated forms ask for, makes every event happen that is waited for, and lets joins that starve
   * go on with the branches that came, as whoever looks at their incident does, until nothing waits any more.
   */
  everyEvent?: boolean;
  /** Processes that run; the others are called by them. Default: all. */
  starting?: { [processId: string]: Variables };
}

const MOST_EVENTS = 200;
const DAY = 86_400_000;

export async function bringToRest(
  player: Player,
  models: ProcessModel[],
  options: Options = {},
): Promise<Rest> {
  const { everyEvent = false, starting } = options;
  const asked = new Map<string, number>();
  for (const model of models) {
    const variables = starting ? starting[model.id] : {};
    if (variables === undefined) continue;
    const start = startOf(model);
    const started = await player.start(model.id, variables, start);
    if (!started.ok) throw new Error(`start of ${model.id}: ${JSON.stringify(started.rejection)}`);
  }
  let rests = await autoPlay({ player, models, asked, fillsForms: everyEvent });
  for (let events = 0; everyEvent && rests && events < MOST_EVENTS; events++) {
    if (!(await makeHappen(player)) && !(await goOnStarved(player))) break;
    rests = await autoPlay({ player, models, asked, fillsForms: everyEvent });
  }
  return { rests, ...restOf(player) };
}

/** The start that nobody has to trigger; else the first one, as a person would choose it. */
function startOf({ elements }: ProcessModel): string | undefined {
  const starts = elements.filter(({ type, parent }) => type === 'startEvent' && parent === null);
  const plain = starts.filter(({ eventDefinitions }) => eventDefinitions.length === 0);
  return (plain.length === 1 ? undefined : (plain[0] ?? starts[0]))?.id;
}

/** The first event that somebody waits for. False: nobody waits for any. */
async function makeHappen(player: Player): Promise<boolean> {
  for (const [instance, state] of player.states()) {
    if (state.status !== 'active') continue;
    for (const { key, kind, dueAt } of values(state.subscriptions)) {
      if (kind === 'timer') {
        await player.passTo(Math.max(player.now, dueAt ?? 0) + DAY);
        return true;
      }
      const command =
        kind === 'signal'
          ? ({ type: 'broadcastSignal', subscription: key, variables: {} } as const)
          : ({ type: 'correlateMessage', subscription: key, messageKey: 1, variables: {} } as const);
      if ((await player.submit(instance, command)).ok) return true;
    }
  }
  return false;
}

/** False: no join starves. */
async function goOnStarved(player: Player): Promise<boolean> {
  for (const [instance, state] of player.states())
    for (const { key, code } of values(state.incidents))
      if (code === 'JOIN_STARVED')
        return (await player.submit(instance, { type: 'resolveIncident', incident: key })).ok;
  return false;
}

function restOf(player: Player): Omit<Rest, 'rests'> {
  const waiting: string[] = [];
  for (const state of player.states().values()) {
    if (state.status !== 'active') continue;
    for (const { element } of [
      ...values(state.subscriptions),
      ...values(state.userTasks),
      ...values(state.jobs),
    ])
      waiting.push(element);
    if (waiting.length === 0) waiting.push(`something in ${state.processId}`);
  }
  const incidents = incidentsOf(player.told);
  const state = incidents.length > 0 ? 'incident' : waiting.length > 0 ? 'waiting' : 'completed';
  return { state, waiting, incidents };
}
