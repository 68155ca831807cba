// The lanes of the deployed flows, as `roles.json` lists them, with a demonstration person for each.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { LaneRole } from '../access/demoPeople.ts';
import type { Role } from '../runtime/engine.ts';
import { processFolders } from '../runtime/folder.ts';

/** Profiles of `roles.json`: staff, leader, auditor, designer, administrator. The public signs in nowhere. */
const ROLES: { [profile: string]: Role[] } = {
  S: ['staff'],
  L: ['staff', 'leader'],
  A: ['auditor'],
  D: ['designer'],
  X: ['admin'],
  Y: ['staff'],
};

interface RoleFile {
  groups: { id: string; profile: string; demoUser?: { username: string; name: string; leads?: string[] } }[];
}

export async function demoLanes(folder: string): Promise<LaneRole[]> {
  const lanes: LaneRole[] = [];
  for (const path of await processFolders(folder)) {
    let text: string;
    try {
      text = await readFile(join(path, 'roles.json'), 'utf8');
    } catch {
      continue;
    }
    for (const { id, profile, demoUser } of (JSON.parse(text) as RoleFile).groups) {
      const roles = ROLES[profile];
      if (roles) lanes.push({ id, roles, ...demoUser });
    }
  }
  return lanes;
}
