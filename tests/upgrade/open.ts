// Opens a database of an earlier release, says when it begins, and closes it again: a process of its own, to be killed.
import { openStore } from '../../engine/store/openStore.ts';
import { MASTER } from './facts.ts';

process.stdout.write('opening\n');
const store = await openStore({ filename: process.argv[2] ?? '', masterKey: MASTER });
await store.close();
