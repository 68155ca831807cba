// Where the engine departs from what a source expects: case by case the sentence of the BPMN 2.0.2 specification
// (or of the other specification that is named) that asks for what the engine does. At most 3 % of a source.
import type { Departures } from './source.ts';

export const departures: Departures = {
  betsy: {},
  'token-simulation': {
    'error-no-catch':
      '10.5.3, Error end event: "The behavior of the Process is unspecified if no Activity in the hierarchy has such ' +
      'an Error Intermediate Event." The simulator goes on as if nothing had happened; here somebody is told.',
  },
};
