// BPMN's own correlation: which key a message has, said by properties and subscriptions.
import { expect, test } from 'vitest';
import { play } from '../../harness/play.ts';
import { around, file, flow, parse } from './drawing.ts';

const property = (path: string) => `<bpmn:message id="m" name="hello"/>
  <bpmn:correlationProperty id="cp" name="order"><bpmn:correlationPropertyRetrievalExpression messageRef="m">
    <bpmn:messagePath>${path}</bpmn:messagePath></bpmn:correlationPropertyRetrievalExpression></bpmn:correlationProperty>`;

const subscription = `<bpmn:correlationSubscription id="cs"><bpmn:correlationPropertyBinding correlationPropertyRef="cp">
  <bpmn:dataPath>=own.id</bpmn:dataPath></bpmn:correlationPropertyBinding></bpmn:correlationSubscription>`;

const waiting = (path: string, more = '') =>
  file(
    `${property(path)}<bpmn:process id="P">${around('receiveTask', '', 'messageRef="m"')}${more}</bpmn:process>`,
  );

async function keyOf(xml: string): Promise<unknown> {
  const { processes, problems } = await parse(xml);
  if (!processes[0]) throw new Error(JSON.stringify(problems));
  const run = play(processes, { orderId: 7, own: { id: 8 } });
  return (run.find('subscriptions', 'x').found as never as { correlationKey: string }).correlationKey;
}

test('a message that is awaited has the key of its property, or that of the process subscription', async () => {
  expect(await keyOf(waiting('=orderId'))).toBe('7');
  expect(await keyOf(waiting('=orderId', subscription))).toBe('8');
});

test('a message that is thrown takes its key from what it carries', async () => {
  const { processes } = await parse(
    file(`${property('=orderId')}<bpmn:process id="P"><bpmn:startEvent id="s"/>${flow('f', 's', 'e')}
      <bpmn:endEvent id="e"><bpmn:messageEventDefinition messageRef="m"/></bpmn:endEvent></bpmn:process>`),
  );
  const thrown = play(processes, { orderId: 7 })
    .events()
    .find(({ type }) => type === 'messageThrown');
  expect(thrown).toMatchObject({ correlationKey: '7' });
});

test('a path in another language is told and ignored', async () => {
  const { problems } = await parse(waiting('/tns:order/@id'));
  expect(problems.map(({ code }) => code)).toContain('CORRELATION_NOT_FEEL');
});
