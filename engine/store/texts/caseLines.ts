// The lines that cases are searched by, as they are gathered: a case takes no more once it has the most that is kept of one.

/** What a case holds beyond this is not searched. */
export const MOST = 100_000;
/** What one place says beyond this is not, either. */
const LONGEST_TEXT = 20_000;

export interface CaseLines {
  add(root: number, name: string, text: string): void;
  hasRoom(root: number): boolean;
  /** Those that take more. */
  open(): readonly number[];
  body(root: number): string;
}

export function caseLines(roots: readonly number[]): CaseLines {
  const lines = new Map<number, string[]>(roots.map((root) => [root, []]));
  const room = new Map<number, number>(roots.map((root) => [root, MOST]));
  const hasRoom = (root: number) => (room.get(root) ?? 0) > 0;
  return {
    add(root, name, text) {
      if (!hasRoom(root)) return;
      const said = plainText(text);
      if (said === '') return;
      const line = `${name}\t${said}`;
      const mine = lines.get(root) ?? [];
      const separator = mine.length > 0 ? 1 : 0;
      room.set(root, (room.get(root) ?? 0) - separator - line.length);
      mine.push(line);
    },
    hasRoom,
    open: () => roots.filter(hasRoom),
    body: (root) => (lines.get(root) ?? []).join('\n').slice(0, MOST),
  };
}

/** Links may open a case to whoever holds them. */
function plainText(text: string): string {
  return text
    .slice(0, LONGEST_TEXT)
    .replace(/https?:\/\/\S+/gi, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}
