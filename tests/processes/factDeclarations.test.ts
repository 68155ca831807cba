// Every name in `facts.json` stands in the drawing that it is said of, and is public there.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { checkFactDeclarations, type FactDeclarations, variablesOf } from '../../engine/metrics/index.ts';

const root = fileURLToPath(new URL('../../processes', import.meta.url));
const folders = readdirSync(root).filter((folder) => existsSync(`${root}/${folder}/facts.json`));

test.each(folders)('what %s says of its facts is in its drawings', (folder) => {
  const said = JSON.parse(readFileSync(`${root}/${folder}/facts.json`, 'utf8')) as FactDeclarations;
  expect(checkFactDeclarations(said as never)).toEqual([]);
  const drawings = readdirSync(`${root}/${folder}`)
    .filter((name) => name.endsWith('.bpmn'))
    .map((name) => readFileSync(`${root}/${folder}/${name}`, 'utf8'));
  for (const [process, declaration] of Object.entries(said)) {
    const drawing = drawings.find((text) => text.includes(`<bpmn:process id="${process}"`)) ?? '';
    const ids = new Set([...drawing.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id));
    const open = new Set(/publicNames="([^"]+)"/.exec(drawing)?.[1]?.split(' '));
    const { answeredBy, firstResponseBy, escalatedBy, returnedBy, reassignedBy, reopenedBy } = declaration;
    const { surveyedBy } = declaration;
    const elements = [
      answeredBy,
      firstResponseBy,
      escalatedBy,
      returnedBy,
      reassignedBy,
      reopenedBy,
      surveyedBy,
    ].flatMap((list) => list ?? []);
    const named = [...elements, ...Object.keys(declaration.closing ?? {})];
    expect(named.filter((id) => !ids.has(id))).toEqual([]);
    expect(variablesOf(declaration).filter((name) => !open.has(name))).toEqual([]);
  }
});

test('each drawing of a flow says what its facts are', () => {
  expect(folders).toEqual(['incident', 'pqrs', 'relationship']);
});

test('a declaration with a mistake is refused with the place of it', () => {
  const problems = checkFactDeclarations({
    p: { dimensions: { colour: 'x', area: 3 }, answeredBy: 'a', q: 1 },
  });
  expect(problems.map(({ code, values }) => `${code} ${values.path}`)).toEqual([
    'FACTS_SHAPE p.dimensions.colour',
    'FACTS_SHAPE p.dimensions.area',
    'FACTS_SHAPE p.answeredBy',
    'FACTS_SHAPE p.q',
  ]);
  expect(checkFactDeclarations([])).toHaveLength(1);
});
