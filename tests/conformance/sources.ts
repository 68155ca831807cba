// The registry of sources: a new one is a file in sources/ and a line here.
import type { ConformanceSource } from './source.ts';
import { betsy } from './sources/betsy.ts';
import { camunda7 } from './sources/camunda7.ts';
import { camunda8 } from './sources/camunda8.ts';
import { dmnTck } from './sources/dmnTck.ts';
import { juel } from './sources/juel.ts';
import { miwg } from './sources/miwg.ts';
import { tokenSimulation } from './sources/tokenSimulation.ts';
import { zeebeSpec } from './sources/zeebeSpec.ts';

export const sources: ConformanceSource[] = [
  betsy,
  tokenSimulation,
  zeebeSpec,
  dmnTck,
  camunda8,
  miwg,
  camunda7,
  juel,
];
