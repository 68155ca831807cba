// Call activities of BPMN's own: qualified names, and global tasks, which run where they are called.
import { expect, test } from 'vitest';
import { play } from '../../harness/play.ts';
import { around, drawing, file, parse } from './drawing.ts';

const GLOBALS = `
<bpmn:globalUserTask id="review" name="Review"><bpmn:extensionElements>
  <zeebe:assignmentDefinition candidateGroups="law"/></bpmn:extensionElements></bpmn:globalUserTask>
<bpmn:globalManualTask id="carry"/>
<bpmn:globalTask id="anything"/>
<bpmn:globalScriptTask id="add"><bpmn:extensionElements>
  <zeebe:script expression="=n + 1" resultVariable="n"/></bpmn:extensionElements></bpmn:globalScriptTask>
<bpmn:globalScriptTask id="other" scriptLanguage="python"><bpmn:script>n = n + 1</bpmn:script></bpmn:globalScriptTask>
<bpmn:globalBusinessRuleTask id="rules"><bpmn:extensionElements>
  <zeebe:calledDecision decisionId="d" resultVariable="r"/></bpmn:extensionElements></bpmn:globalBusinessRuleTask>`;

const calling = (id: string, inside = '', attributes = '') =>
  drawing(around('callActivity', inside, `calledElement="${id}" ${attributes}`), GLOBALS);

async function called(id: string, inside = '') {
  const { processes, problems, links } = await parse(calling(id, inside));
  const [model] = processes;
  if (!model) throw new Error(JSON.stringify(problems));
  return { model, element: model.elements.find((each) => each.id === 'x'), links, problems };
}

test('a call activity that calls a global task is a task of that kind', async () => {
  const types = await Promise.all(
    ['review', 'carry', 'anything', 'add', 'other', 'rules'].map(
      async (id) => (await called(id)).element?.type,
    ),
  );
  expect(types).toEqual(['userTask', 'manualTask', 'task', 'scriptTask', 'scriptTask', 'businessRuleTask']);
  expect((await called('other')).element?.config).toMatchObject({ jobType: 'script:python' });
});

test('a global user task is work for the people it names, and the call goes on when it is done', async () => {
  const { model, links, problems } = await called('review');
  expect([links, problems]).toEqual([[], []]);
  const run = play(model);
  expect(run.find('userTasks', 'x').found).toMatchObject({ candidateGroups: ['law'] });
  run.complete('x');
  expect(run.status()).toBe('completed');
});

test('what a call maps into a global task stays with it', async () => {
  const mapping = `<bpmn:extensionElements><zeebe:ioMapping><zeebe:input source="=given" target="n"/>
    <zeebe:output source="=n" target="result"/></zeebe:ioMapping></bpmn:extensionElements>`;
  const run = play((await called('tns:add', mapping)).model, { given: 41 });
  expect(run.variables()).toEqual({ given: 41, result: 42 });
});

test('a qualified name calls the process of the file, and an expression is left as it is', async () => {
  const other = '<bpmn:process id="other"><bpmn:task id="t"/></bpmn:process>';
  const caller = (name: string) =>
    file(
      `<bpmn:process id="P">${around('callActivity', '', `calledElement="${name}"`)}</bpmn:process>${other}`,
    );
  const nameOf = async (name: string) =>
    (await parse(caller(name))).processes[0]?.elements[1]?.config.processId;
  expect(await nameOf('tns:other')).toBe('other');
  expect(await nameOf('other')).toBe('other');
  expect(await nameOf('=if a then &quot;b:c&quot; else d')).toBe('=if a then "b:c" else d');
});
