// Work of every kind that waits for a time: a connector's job, a short timer, a worker's job, a start.
import { catching, drawing, end, serviceTask, start, timer, userTask } from '../engine/runtime/drawings.ts';

const waitsFor = (id: string, duration: string) =>
  drawing(id, [start(), catching('w', timer('timeDuration', duration)), end()], ['start>w>end']);

export const timedDrawings = [
  drawing(
    'rounds',
    [
      start(),
      userTask('ask'),
      serviceTask('set', 'cauce:set'),
      catching('pause', timer('timeDuration', 'PT0.05S')),
      userTask('again'),
      end(),
    ],
    ['start>ask>set>pause>again>end'],
  ),
  drawing('leased', [start(), serviceTask('l', 'outside'), end()], ['start>l>end']),
  waitsFor('soon', 'PT0.4S'),
  waitsFor('hours', 'PT2H'),
  waitsFor('days', 'P40D'),
  drawing('hourly', [start(timer('timeCycle', 'R/PT1H')), end()], ['start>end']),
];
