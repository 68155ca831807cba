// Terms of service levels that a deployment refuses, since nothing could ever be due by them.
import { describe, expect, it } from 'vitest';
import { checkSlas } from '../../../engine/runtime/checkSlas.ts';
import { eight, readDrawing, sla } from '../core/clocks/promised.ts';
import { definitions, end, extensions, process, start, userTask } from './drawings.ts';

async function codesOf(attributes: { [name: string]: string }): Promise<string[]> {
  const promised = sla({ ...eight, ...attributes });
  const drawn = process('p', [extensions(promised), start(), userTask('a'), end()], ['start>a>end']);
  const [model] = await readDrawing(definitions(drawn));
  return checkSlas(model!, 'p.bpmn').map(({ severity, code, elementId, resource }) => {
    expect({ severity, elementId, resource }).toEqual({
      severity: 'error',
      elementId: 'p',
      resource: 'p.bpmn',
    });
    return code;
  });
}

describe('a service level of the drawing', () => {
  it.each([
    ['zero', { target: '0' }, 'TERM_NOT_POSITIVE'],
    ['no length', { target: 'PT0S' }, 'TERM_NOT_POSITIVE'],
    ['less than nothing', { target: '=-8' }, 'TERM_NOT_POSITIVE'],
    ['days where hours are counted', { target: 'P5D' }, 'TERM_NOT_OF_MODE'],
    ['two centuries', { target: '2000000' }, 'TERM_TOO_LONG'],
    ['another way to count', { target: '8', mode: 'working-hours' }, 'SLA_MODE_UNKNOWN'],
    ['no way to count', { target: '8', mode: '' }, 'SLA_MODE_UNKNOWN'],
  ])('of %s is refused', async (_, attributes, code) => {
    expect(await codesOf(attributes)).toEqual([code]);
  });

  it.each([
    ['a number', { target: '8' }],
    ['a duration', { target: 'PT90M' }],
    ['a date', { target: '2026-12-01T17:00:00-05:00' }],
    ['an expression', { target: '=hours' }],
    ['a decision', { target: 'decision:term' }],
  ])('of %s is accepted', async (_, attributes) => {
    expect(await codesOf(attributes)).toEqual([]);
  });
});
