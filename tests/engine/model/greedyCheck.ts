// An expression check that takes all the memory it can get.
import type { CheckFeel } from '../../../engine/model/index.ts';

export const checkFeel: CheckFeel = () => {
  const hoard: number[][] = [];
  for (;;) hoard.push(Array.from({ length: 100_000 }, (_, index) => index + hoard.length));
};
