// The shipped flows go the way they must: every path test on the running product, every scenario of the folders, and
// between them every node and every arrow of the diagrams whose file exists.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { diagrams, factsOf, pathTests } from './facts.ts';
import { leading } from './leading.ts';
import { createPathPlayer, type PathPlayer } from './pathTests.ts';
import { rules } from './rules.ts';
import { play, scenariosOf } from './scenario.ts';
import { shipped, shippedFolders } from './shipped.ts';

const visited = new Set<string>();
const taken = new Set<string>();
const walkedPaths = new Set<string>();
/** Scenarios that went as they should. */
const proven = new Set<string>();
let player: PathPlayer;

beforeAll(async () => {
  player = await createPathPlayer(leading);
});
afterAll(() => player.close());

function count(went: { path: string[]; taken: string[] }): void {
  for (const id of went.path) visited.add(id);
  for (const id of went.taken) taken.add(id);
}

const isShipped = new Set<string>(shipped.map(({ process }) => process));
const walks = pathTests.filter(({ process }) => isShipped.has(process));

describe('path tests', () => {
  test.each(walks.map((walk) => [walk.id, walk.process, walk.desc, walk] as const))(
    '%s %s: %s',
    async (_id, _process, _desc, walk) => {
      const walked = await player.walk(walk);
      count(walked);
      expect(walked.path).toEqual(walk.expected_path);
      expect(walked).toMatchObject({ status: 'completed', incidents: [], waiting: [] });
      walkedPaths.add(walk.id);
    },
  );
});

const scenarios = shippedFolders.flatMap((folder) =>
  scenariosOf(folder).map(
    ({ file, scenario }) => [scenario.name, `${folder}/${file}`, folder, scenario] as const,
  ),
);

describe('scenarios', () => {
  test.each(scenarios)('%s (%s)', async (_name, file, folder, scenario) => {
    const { expected } = scenario;
    const played = await play(folder, scenario);
    count(played);
    expect(played.incidents).toEqual([]);
    expect(played.path).toEqual(expected.path);
    expect(played.state).toBe(expected.state);
    expect(played.variables).toMatchObject(expected.variables ?? {});
    if (expected.waiting) expect(played.waiting).toEqual(expected.waiting);
    expect(played.at).toMatchObject(expected.at ?? {});
    proven.add(file.replace('.json', ''));
  });
});

test.each(Object.entries(rules))('rule %s', (rule, files) => {
  expect(files.filter((file) => !proven.has(file))).toEqual([]);
  console.log(`${rule}: ${files.join(', ')}`);
});

describe('coverage', () => {
  test('all eight diagrams are shipped', () => {
    expect(shipped).toEqual(diagrams);
  });

  test.each(shipped)('$process: every node and every flow is taken', ({ process }) => {
    const { nodes, flows } = factsOf(process);
    expect(nodes.filter(({ id }) => !visited.has(id)).map(({ id }) => id)).toEqual([]);
    expect(flows.filter(({ id }) => !taken.has(id)).map(({ id }) => id)).toEqual([]);
  });

  test('counted over all diagrams', () => {
    const lines = diagrams.map(({ process }) => {
      const { nodes, flows } = factsOf(process);
      const [n, f] = [nodes.filter(({ id }) => visited.has(id)), flows.filter(({ id }) => taken.has(id))];
      return { process, nodes: nodes.length, n: n.length, flows: flows.length, f: f.length };
    });
    const sum = (key: 'nodes' | 'n' | 'flows' | 'f') => lines.reduce((total, line) => total + line[key], 0);
    for (const { process, n, nodes, f, flows } of lines)
      console.log(`${process}: ${n} of ${nodes} nodes, ${f} of ${flows} flows`);
    console.log(`${sum('n')} of ${sum('nodes')} nodes, ${sum('f')} of ${sum('flows')} flows`);
    console.log(`${walkedPaths.size} of ${pathTests.length} path tests, ${proven.size} scenarios`);
    expect([sum('nodes'), sum('flows')]).toEqual([216, 245]);
  });
});
