// Every torture by its name: one file each, loaded when it is asked for.
import type { Torture } from './torture.ts';

export const tortures = {
  kill: () => import('./kill.ts'),
  io: () => import('./io.ts'),
  'disk-full': () => import('./diskFull.ts'),
  'lost-replies': () => import('./lostReplies.ts'),
  'commit-lost': () => import('./commitLost.ts'),
  loop: () => import('./loop.ts'),
  poison: () => import('./poison.ts'),
  hang: () => import('./hang.ts'),
  clock: () => import('./clock.ts'),
  backup: () => import('./backup.ts'),
  upgrade: () => import('./upgrade.ts'),
  portal: () => import('./portal.ts'),
  'two-nodes': () => import('./twoNodes.ts'),
} satisfies Record<string, () => Promise<{ torture: Torture }>>;
