// Renews the table of rows in processes/relationship/README.md:
// node --import ./tests/typescriptSources.mjs tests/processes/relationship/writeRowTable.ts
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { processesFolder } from '../facts.ts';
import { rowTable, withTable } from './rowTable.ts';

const path = join(processesFolder, 'relationship/README.md');
writeFileSync(path, withTable(readFileSync(path, 'utf8'), await rowTable()));
