// The models that mutants are made of: the project's own, and other people's where a folder of them is given.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { drawings } from '../engine/runtime/richDrawings.ts';

export interface Seed {
  name: string;
  text: string;
}

const root = fileURLToPath(new URL('../..', import.meta.url));
/** Larger ones would be the only thing that is tested. */
const LARGEST = 300_000;

export function readSeeds(conformance = process.env.CONFORMANCE_DIR): Seed[] {
  const own = [...drawingsIn(join(root, 'processes')), ...drawingsIn(join(root, 'tests'))];
  const others = conformance ? drawingsIn(conformance) : [];
  return [...drawings.map((text, at) => ({ name: `rich ${at}`, text })), ...own, ...others];
}

function drawingsIn(folder: string): Seed[] {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.bpmn') && !file.includes('node_modules'))
    .sort();
  return files
    .map((file) => ({ name: file, text: readFileSync(join(folder, file), 'utf8') }))
    .filter(({ text }) => text.length <= LARGEST);
}
