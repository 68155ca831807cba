// The connectors that the modeler offers are those that the product brings, each with words.
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { connectorHeaders } from '../../admin/islands/modeler/panel/connectors.ts';
import { connectors } from '../../engine/jobs/connectors/index.ts';

test('a service step may choose every connector, and nothing else', () => {
  expect(Object.keys(connectorHeaders).sort()).toEqual(Object.keys(connectors).sort());
});

test.each(['es', 'en'])('connectors and what each is told have words in %s', (lang) => {
  const file = new URL(`../../admin/locales/modeler/${lang}.json`, import.meta.url);
  const words = JSON.parse(readFileSync(file, 'utf8')) as { [key: string]: string };
  const keys = Object.entries(connectorHeaders).flatMap(([type, headers]) => [
    `modeler.connector.type.${type}`,
    ...headers.map(({ key }) => `modeler.connector.header.${key}`),
  ]);
  expect(keys.length).toBeGreaterThan(10);
  expect(keys.filter((key) => words[key] === undefined)).toEqual([]);
});
