// FEEL as the forms of a process folder have it: with the folder's catalogs and calendars.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Json, lookupKey, type Variables } from '../../engine/core/index.ts';
import { createPorts } from '../../engine/expressions/index.ts';
import { parseCatalog } from '../../engine/runtime/catalog.ts';
import { processesFolder } from './facts.ts';
import { functions, namesIn } from './shipped.ts';

const ports = createPorts({ functions });

/** `granted`: what a quota still grants, by its id; all do unless it is said. */
export function evaluateIn(
  folder: string,
  granted: (id: string) => boolean = () => true,
): (expression: string, data: Variables) => Json {
  const inputs: { [key: string]: Json } = {};
  for (const name of namesIn(folder, 'catalogs'))
    inputs[`catalog:${name.slice(0, -'.csv'.length)}`] = parseCatalog(
      readFileSync(join(processesFolder, folder, 'catalogs', name), 'utf8'),
    );
  for (const name of namesIn(folder, 'calendars'))
    inputs[`calendar:${name.slice(0, -'.json'.length)}`] = JSON.parse(
      readFileSync(join(processesFolder, folder, 'calendars', name), 'utf8'),
    );
  return (expression, data) => {
    const evaluate = () =>
      ports.evaluate(expression, {
        variables: { get: (name) => data[name] },
        now: Date.parse('2026-03-16T10:00:00-05:00'),
        owner: 0,
        inputs: { ...inputs, ...quotas },
      });
    const quotas: { [key: string]: Json } = {};
    let result = evaluate();
    for (; result.kind === 'need' && result.lookup.kind === 'quota'; result = evaluate())
      quotas[lookupKey(result.lookup)] = granted(result.lookup.id);
    if (result.kind !== 'value')
      throw new Error(`Expected a value of ${expression}, but ${JSON.stringify(result)}`);
    return result.value;
  };
}
