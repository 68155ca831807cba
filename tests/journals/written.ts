// The instances of which stored journals were written: each waits in the middle of something that is hard to keep.
import type { Command } from '../../engine/core/commands.ts';
import { type ProcessModel, SNAPSHOT_VERSION, stateToJson, values } from '../../engine/core/index.ts';
import { processModel } from '../harness/model.ts';
import { NOW, type Play, play } from '../harness/play.ts';
import {
  and,
  boundary,
  catching,
  condition,
  end,
  eventSubprocess,
  message,
  onEvent,
  or,
  service,
  start,
  subProcess,
  timer,
  user,
  within,
} from '../harness/shapes.ts';

const undoes = [{ type: 'compensate' as const, config: {} }];
const repeated = {
  sequential: false,
  inputCollection: '=list',
  inputElement: 'item',
  outputCollection: 'out',
  outputElement: '=got',
};

const joining = (join: typeof and) =>
  processModel(
    { s: start, x: or, a: user, b: user, c: user, j: join, e: end },
    's>>x',
    'x[=true]>>a>>j>>e',
    'x[=true]>>b>>j',
    'x[=true]>>c>>j',
  );

const models: { [name: string]: ProcessModel } = {
  parallelJoin: joining(and),
  inclusiveJoin: joining(or),
  complexJoin: joining({ type: 'complexGateway', config: { activationCondition: '=activationCount >= 1' } }),
  multiInstance: processModel({ s: start, a: { ...user, multiInstance: repeated }, e: end }, 's>>a>>e'),
  compensation: processModel(
    {
      s: start,
      sub: subProcess,
      ...within('sub', {
        i: start,
        a: user,
        ab: { ...boundary('a', undoes), compensation: 'ua' },
        ua: { ...user, forCompensation: true },
      }),
      ...{
        b: user,
        bb: { ...boundary('b', undoes), compensation: 'ub' },
        ub: { ...user, forCompensation: true },
      },
      t: { type: 'endEvent', eventDefinitions: undoes },
    },
    's>>sub>>b>>t',
    'i>>a',
  ),
  events: processModel(
    {
      s: start,
      a: user,
      m: boundary('a', message('hello', '=k'), false),
      late: boundary('a', timer('R3/PT1H', 'timeCycle'), false),
      h: eventSubprocess,
      ...within('h', { hs: onEvent(condition('=x > 1'), false), hu: user }),
      w: catching(timer('P1D')),
      e: end,
    },
    's>>a>>w>>e',
    'hs>>hu',
    'm>>e',
    'late>>e',
  ),
  work: processModel({ s: start, a: service('mail'), e: end }, 's>>a>>e'),
  adHoc: processModel(
    {
      s: start,
      hoc: { type: 'adHocSubProcess', adHoc: { sequential: true, cancelRemaining: true } },
      ...within('hoc', { x: service(), y: service() }),
      e: end,
    },
    's>>hoc>>e',
  ),
  migrated: joining(and),
};

const complete = (played: Play, element: string): Command => ({
  type: 'completeUserTask',
  userTask: { key: played.find('userTasks', element).found.key },
  variables: {},
});
const work = (played: Play, element: string): Command => ({
  type: 'completeJob',
  job: played.find('jobs', element).found.key,
  variables: {},
});

const branches = (played: Play): Command[] => {
  played.complete('a');
  return [complete(played, 'b'), complete(played, 'c')];
};

/** Brings each to where it waits, and says how it goes on. */
const roads: { [name: string]: (played: Play) => Command[] } = {
  parallelJoin: branches,
  inclusiveJoin: branches,
  complexJoin: branches,
  multiInstance(played) {
    played.complete('a', { got: 'one' });
    return values(played.state().userTasks).map(({ key }) => ({
      type: 'completeUserTask',
      userTask: { key },
      variables: { got: key },
    }));
  },
  compensation(played) {
    played.complete('a');
    played.complete('b');
    return [complete(played, 'ub')];
  },
  events(played) {
    played.hear('m');
    played.wait(3_600_000);
    played.set({ x: 2 });
    return [complete(played, 'hu'), complete(played, 'a')];
  },
  work(played) {
    const job = played.find('jobs', 'a').found.key;
    played.submit({ type: 'failJob', job, retries: 0, message: 'no' });
    return [
      { type: 'resolveIncident', incident: played.find('incidents', 'a').found.key },
      work(played, 'a'),
    ];
  },
  adHoc: (played) => [work(played, 'x')],
  migrated(played) {
    played.complete('a');
    played.submit({
      type: 'migrateInstance',
      definitionKey: 2,
      mapping: [
        { source: 'b', target: 'b2' },
        { source: 'j', target: 'j2' },
      ],
    });
    return [complete(played, 'b2'), complete(played, 'c')];
  },
};

const renamed: ProcessModel = JSON.parse(
  JSON.stringify(models.migrated).replaceAll('"b"', '"b2"').replaceAll('"j"', '"j2"'),
);

export function written(name: string) {
  const model = models[name];
  const road = roads[name];
  if (!model || !road) throw new Error(`Expected one of ${Object.keys(models).join(', ')}, but got ${name}`);
  const played = play(model, { k: 'k', list: [1, 2, 3], x: 0 }, { versions: new Map([[2, renamed]]) });
  const commands = road(played);
  return {
    model: name === 'migrated' ? renamed : model,
    events: played.events(),
    at: Math.max(NOW, played.state().at),
    snapshotVersion: SNAPSHOT_VERSION,
    snapshot: stateToJson(played.state()),
    commands,
  };
}
