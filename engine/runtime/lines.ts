// What a called instance tells its caller is delivered in the order in which it was told: whatever comes after its end is for
// nobody. So one that has to be tried again holds up those behind it, and only those.
import { lineOf } from '../store/routedIds.ts';

export interface Lines {
  /** False: it is there already. `deliver` is called only after it went back. */
  enter(id: string, deliver: () => void): boolean;
  /** What is in hand and has to be done before it. */
  before(id: string): readonly string[];
  /** It was not its turn: it is delivered again when nothing is before it any more. */
  back(id: string): void;
  over(id: string): void;
}

interface Told {
  readonly id: string;
  readonly deliver: () => void;
  isBack: boolean;
}

const nothing: readonly string[] = [];

export function createLines(): Lines {
  const lines = new Map<string, Told[]>();
  return {
    enter(id, deliver) {
      const line = lineOf(id);
      if (line === undefined) return true;
      const mine = { id, deliver, isBack: false };
      const told = lines.get(line);
      if (!told) lines.set(line, [mine]);
      else if (told.some((each) => each.id === id)) return false;
      else {
        // Another node may have left what was told before.
        const at = told.findIndex((each) => each.id > id);
        told.splice(at < 0 ? told.length : at, 0, mine);
      }
      return true;
    },
    before(id) {
      const told = lines.get(lineOf(id) ?? '');
      if (!told || told[0]?.id === id) return nothing;
      return told.flatMap((each) => (each.id < id ? [each.id] : []));
    },
    back(id) {
      const told = lines.get(lineOf(id) ?? '');
      const mine = told?.find((each) => each.id === id);
      if (!told || !mine) return;
      mine.isBack = true;
      again(told);
    },
    over(id) {
      const line = lineOf(id);
      const left = line !== undefined && lines.get(line)?.filter((each) => each.id !== id);
      if (!left) return;
      if (left.length === 0) lines.delete(line);
      else lines.set(line, left);
      again(left);
    },
  };

  function again([first]: Told[]): void {
    if (!first?.isBack) return;
    first.isBack = false;
    first.deliver();
  }
}
