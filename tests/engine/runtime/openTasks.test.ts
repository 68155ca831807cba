import { expect, it } from 'vitest';
import { ana, eva, openRuntime } from './openRuntime.ts';

const lane = `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0"
  id="d" targetNamespace="urn:test"><bpmn:process id="two" name="Two" isExecutable="true"><bpmn:startEvent id="s"/>
<bpmn:userTask id="a" name="First"><bpmn:extensionElements><zeebe:userTask/>
  <zeebe:assignmentDefinition candidateGroups="one, two" candidateUsers="eva"/><zeebe:priorityDefinition priority="70"/>
  <zeebe:taskSchedule dueDate="2026-04-01T10:00:00Z"/><zeebe:formDefinition formId="f"/></bpmn:extensionElements></bpmn:userTask>
<bpmn:task id="b" name="Second"/><bpmn:endEvent id="e"/>
<bpmn:sequenceFlow id="f1" sourceRef="s" targetRef="a"/><bpmn:sequenceFlow id="f2" sourceRef="a" targetRef="b"/>
<bpmn:sequenceFlow id="f3" sourceRef="b" targetRef="e"/></bpmn:process></bpmn:definitions>`;

it('gives open tasks out of memory as they are stored', async () => {
  const { engine, store } = await openRuntime();
  const deployed = await engine.deploy([{ name: 'two.bpmn', content: Buffer.from(lane) }], ana);
  if (!deployed.ok) throw new Error(JSON.stringify(deployed.problems));
  const started = await engine.start({ processId: 'two', variables: {}, principal: ana });
  if (!started.ok) throw new Error(started.rejection.code);
  const stored = await store.find('user_tasks', { instance_key: started.instanceKey });
  const key = Number(stored?.key);
  const { claimed_at: _, ...opened } = stored ?? {};
  const { created_at: __, ...known } = opened;
  // Where several nodes write, only the store knows who holds a task.
  if (!store.shared) expect(engine.openTask(key)).toMatchObject(known);
  expect(engine.openedTasks(started)).toMatchObject([opened]);

  await engine.assignUserTask(key, 'eva', true, { principal: eva });
  if (!store.shared) expect(engine.openTask(key)?.assignee).toBe('eva');
  expect(engine.openedTasks(started)).toMatchObject([{ key, assignee: 'eva' }]);

  const done = await engine.completeUserTask(key, {}, { principal: eva });
  if (!done.ok) throw new Error(done.rejection.code);
  expect(engine.openTask(key)).toBeUndefined();
  expect(engine.openedTasks(started)).toEqual([]);
  expect(engine.openedTasks(done)).toMatchObject([{ element_id: 'b', because: 'undefinedTask' }]);
});
