// A backup under load: whole, of one instant, with every key that its values need, and a database that carries on.
import { copyFileSync, existsSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { writeAnchor } from '../../../engine/audit/anchors.ts';
import { audit } from '../../../engine/cli/verification.ts';
import { type Cauce, createCauce } from '../../../engine/index.ts';
import { backup } from '../../../engine/store/backup.ts';
import { type OpenStore, openStore } from '../../../engine/store/openStore.ts';
import { around, drawing } from '../model/drawing.ts';
import { ana } from '../runtime/openRuntime.ts';
import { openTestStore, temporaryFolder } from './openTestStore.ts';

const personal = drawing(
  `<bpmn:extensionElements><cauce:dataSubject publicNames="number"/></bpmn:extensionElements>${around('userTask')}`,
);
const quiet = { at: () => {} };

let folder: string;
let database: string;
beforeEach(() => {
  folder = temporaryFolder();
  database = join(folder, 'cauce.db');
});

async function open(filename = database): Promise<Cauce> {
  const cauce = await createCauce({ database: filename, log: () => {} });
  onTestFinished(() => cauce.close());
  return cauce;
}

async function filled(): Promise<Cauce> {
  const cauce = await open();
  const deployed = await cauce.engine.deploy([{ name: 'p.bpmn', content: Buffer.from(personal) }], ana);
  if (!deployed.ok) throw new Error(JSON.stringify(deployed.problems));
  return cauce;
}

/** Starts cases, several at a time, until it is told to stop; `acknowledged` holds what was answered. */
function load({ engine }: Cauce) {
  const acknowledged: number[] = [];
  let on = true;
  const walk = async () => {
    while (on) {
      const variables = { number: acknowledged.length, secret: `secret ${acknowledged.length}` };
      const begun = await engine.start({ processId: 'P', variables, principal: ana });
      if (!begun.ok) throw new Error(JSON.stringify(begun));
      acknowledged.push(begun.instanceKey);
    }
  };
  const walkers = [walk(), walk(), walk(), walk()];
  return {
    acknowledged,
    async until(count: number) {
      while (acknowledged.length < count) await new Promise((resolve) => setImmediate(resolve));
    },
    async stop() {
      on = false;
      await Promise.all(walkers);
    },
  };
}

/** Puts the copies where another server would have them. */
function restore(from: string): string {
  const elsewhere = join(temporaryFolder(), 'restored.db');
  copyFileSync(from, elsewhere);
  copyFileSync(`${from}.keys`, `${elsewhere}.keys`);
  copyFileSync(`${database}.master`, `${elsewhere}.master`);
  return elsewhere;
}

async function audited(filename: string) {
  const store = await openStore({ filename, readOnly: true });
  try {
    return await audit(store, quiet);
  } finally {
    await store.close();
  }
}

describe('a backup under load', () => {
  test('holds everything that was answered before it began, is verified, and goes on elsewhere', async () => {
    const cauce = await filled();
    const running = load(cauce);
    const copies: { file: string; before: number[] }[] = [];
    for (const round of [1, 2, 3]) {
      await running.until(round * 40);
      // Anchors are written all the time here: a copy of the keys must never remember one that the copy lacks.
      const anchors = writeAnchor(cauce.engine.store as OpenStore, Date.now());
      const file = join(folder, `copy${round}.db`);
      const before = [...running.acknowledged];
      const made = await backup({ database, target: file, keysTarget: `${file}.keys` });
      await anchors;
      expect(made).toMatchObject({ file, keys: { file: `${file}.keys` } });
      copies.push({ file, before });
    }
    await running.stop();
    for (const { file, before } of copies) {
      const restored = restore(file);
      const checked = await audited(restored);
      expect(checked.problems).toEqual([]);
      // Every value of every batch could be opened: what is erased is not executed again.
      expect(checked.chainOnly).toBe(0);
      const other = await open(restored);
      const rows: { key: number }[] = await other.engine.store
        .reader('cauce_process_instances')
        .select('key');
      const held = new Set(rows.map(({ key }) => key));
      expect(before.filter((key) => !held.has(key))).toEqual([]);
      for (const key of before.slice(-3)) {
        expect(await other.engine.visibleVariables(key)).toMatchObject({ secret: /^secret/ });
      }
      const begun = await other.engine.start({ processId: 'P', variables: {}, principal: ana });
      expect(begun.ok && !held.has(begun.instanceKey)).toBe(true);
    }
  });

  test('leaves the keys out unless they are asked for, and the master key always', async () => {
    const cauce = await filled();
    const running = load(cauce);
    await running.until(5);
    await running.stop();
    const file = join(folder, 'copy.db');
    expect(await backup({ database, target: file })).toMatchObject({ keys: null });
    expect(readdirSync(folder).filter((name) => name.startsWith('copy'))).toEqual(['copy.db']);
    expect(readFileSync(file).includes('secret 1')).toBe(false);
    await expect(openStore({ filename: file })).rejects.toMatchObject({ code: 'KEYS_MISSING' });
  });
});

describe('a backup is refused', () => {
  test('where a file is, and that file stays as it was', async () => {
    await openTestStore({ filename: database });
    for (const name of ['there.db', 'broken.db.partial']) {
      writeFileSync(join(folder, name), 'mine');
      const target = join(folder, name.replace('.partial', ''));
      await expect(backup({ database, target })).rejects.toMatchObject({ code: 'BACKUP_TARGET_EXISTS' });
      expect(readFileSync(join(folder, name), 'utf8')).toBe('mine');
    }
    const keysTarget = join(folder, 'there.db');
    const target = join(folder, 'new.db');
    await expect(backup({ database, target, keysTarget })).rejects.toMatchObject({
      code: 'BACKUP_TARGET_EXISTS',
    });
    expect(existsSync(target) || existsSync(`${target}.partial`)).toBe(false);
  });

  test('among the files of the live database, by whatever path', async () => {
    await openTestStore({ filename: database });
    const live = { code: 'BACKUP_TARGET_LIVE' };
    const through = join(temporaryFolder(), 'link');
    symlinkSync(folder, through);
    for (const suffix of ['', '-wal', '-journal', '.keys', '.keys-shm', '.master', '.lock']) {
      await expect(backup({ database, target: `${database}${suffix}` })).rejects.toMatchObject(live);
      const target = join(through, `cauce.db${suffix}`);
      await expect(backup({ database, target })).rejects.toMatchObject(live);
      const keysTarget = `${database}${suffix}`;
      await expect(backup({ database, target: join(folder, 'copy.db'), keysTarget })).rejects.toMatchObject(
        live,
      );
    }
  });

  test('where both copies would be one file, where there is no folder, and of what is no database', async () => {
    await openTestStore({ filename: database });
    const target = join(folder, 'copy.db');
    await expect(backup({ database, target, keysTarget: target })).rejects.toMatchObject({
      code: 'BACKUP_TARGET_LIVE',
    });
    await expect(backup({ database, target: join(folder, 'no', 'copy.db') })).rejects.toMatchObject({
      code: 'BACKUP_FOLDER_MISSING',
    });
    const missing = join(folder, 'other.db');
    await expect(backup({ database: missing, target })).rejects.toMatchObject({ code: 'DATABASE_MISSING' });
    expect(existsSync(missing)).toBe(false);
    const empty = join(folder, 'empty.db');
    writeFileSync(empty, '');
    await expect(backup({ database: empty, target })).rejects.toMatchObject({ code: 'DATABASE_NOT_OURS' });
    expect(existsSync(`${target}.partial`)).toBe(false);
  });
});
