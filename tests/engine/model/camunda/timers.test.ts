// Cron of Camunda 7 counts weekdays from Sunday as 1; in a drawing of any other kind Monday is 1.
import { expect, test } from 'vitest';
import { around, CAMUNDA, codesOf, file, read } from './drawing.ts';

const cycle = (text: string) =>
  around(
    'intermediateCatchEvent',
    '',
    `<timerEventDefinition><timeCycle>${text}</timeCycle></timerEventDefinition>`,
  );

async function cycleOf(text: string, namespace = CAMUNDA): Promise<unknown> {
  const { x } = await read(file(cycle(text), '', `xmlns:camunda="${namespace}"`));
  return x?.eventDefinitions[0]?.config.value;
}

test('weekdays of cron that are numbers become names', async () => {
  for (const [given, meant] of [
    ['0 0 9 ? * 2-6', '0 0 9 ? * MON-FRI'],
    ['0 0 9 ? * 1,7', '0 0 9 ? * SUN,SAT'],
    ['0 0 9 ? * 6#3', '0 0 9 ? * FRI#3'],
    ['0 0 9 ? * 6L 2027', '0 0 9 ? * FRIL 2027'],
    ['0 0 9 ? * L', '0 0 9 ? * SAT'],
    ['0 0 9 ? * 2/2', '0 0 9 ? * MON,WED,FRI'],
    ['0 0 9 ? * */3', '0 0 9 ? * SUN,WED,SAT'],
    ['0 0 9 ? * 6-2/2', '0 0 9 ? * FRI,SUN'],
    ['0 0 9 ? * mon-fri', '0 0 9 ? * MON-FRI'],
    ['0 0/5 * * * ?', '0 0/5 * * * ?'],
    ['R3/PT1H', 'R3/PT1H'],
    ['=if a then "R/PT1H" else b', '=if a then "R/PT1H" else b'],
  ])
    expect([given, await cycleOf(given as string)]).toEqual([given, meant]);
});

test('weekdays of other drawings stay as they are', async () => {
  expect(await cycleOf('0 0 9 ? * 1-5', 'urn:other')).toBe('0 0 9 ? * 1-5');
});

test('a weekday that there is not is told', async () => {
  expect(await codesOf(file(cycle('0 0 9 ? * 8')))).toEqual(['CRON_FIELD']);
  expect(await codesOf(file(cycle('0 0 9 ? * 2/0')))).toEqual(['CRON_FIELD']);
});
