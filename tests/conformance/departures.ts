// Where the engine departs from what a source expects: case by case the sentence of the BPMN 2.0.2 specification
// (or of the other specification that is named) that asks for what the engine does. At most 3 % of a source.
import type { Departures } from './source.ts';

export const departures: Departures = {
  betsy: {},
  'token-simulation': {},
};
