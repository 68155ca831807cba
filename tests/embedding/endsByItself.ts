// A whole product opened, used and closed; the process must end without being told to.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createCauce } from '../../engine/index.ts';

const folder = mkdtempSync(join(tmpdir(), 'cauce-ends-'));
const cauce = await createCauce({ database: join(folder, 'cauce.db') });
const deployed = await cauce.deployFolder(fileURLToPath(new URL('../../processes/pqrs', import.meta.url)));
if (!deployed.ok) throw new Error(JSON.stringify(deployed.problems));
const { url } = await cauce.listen(0);
await (await fetch(`${url}/`)).text();
await cauce.close();
rmSync(folder, { recursive: true });
console.log('closed');
