// Two versions of a file that began from the same, made one: what one of them changed holds, what both changed otherwise is
// told, and somebody decides.
import { type Choices, type Conflict, createJudge, type Merged } from './conflict.ts';
import { mergeJson } from './mergeJson.ts';
import { mergeLines } from './mergeLines.ts';
import { mergeXml } from './mergeXml.ts';
import { readXml, writeXml } from './xmlDocument.ts';

export type { Choices, Conflict, Merged, Side } from './conflict.ts';

export interface ThreeTexts {
  /** Undefined: unknown, or not there then. */
  base: string | undefined;
  mine: string;
  theirs: string;
}

const none: Choices = new Map();

export function mergeTexts(name: string, texts: ThreeTexts, choices: Choices = none): Merged {
  const { base, mine, theirs } = texts;
  if (mine === theirs || theirs === base) return { text: mine, conflicts: [] };
  if (mine === base) return { text: theirs, conflicts: [] };
  try {
    return (
      (base === undefined ? undefined : byParts(name, { ...texts, base }, choices)) ?? whole(texts, choices)
    );
  } catch {
    return whole(texts, choices);
  }
}

function byParts(name: string, texts: { base: string; mine: string; theirs: string }, choices: Choices) {
  const { base, mine, theirs } = texts;
  const judge = createJudge(choices);
  const { conflicts } = judge;
  if (/\.(bpmn|xml|dmn)$/i.test(name)) {
    const [b, m, t] = [readXml(base), readXml(mine), readXml(theirs)];
    if (!b || !m || !t || new Set([b, m, t].map(({ root }) => root.tag)).size > 1) return undefined;
    return { text: writeXml(mergeXml({ base: b, mine: m, theirs: t }, judge)), conflicts: unique(conflicts) };
  }
  if (/\.(form|json)$/i.test(name)) return { text: mergeJson(base, mine, theirs, judge), conflicts };
  return { text: mergeLines(base, mine, theirs, judge), conflicts };
}

const unique = (conflicts: readonly Conflict[]): Conflict[] => [
  ...new Map(conflicts.map((conflict) => [conflict.id, conflict])).values(),
];

/** What cannot be taken apart is one side's or the other's. */
function whole({ base, mine, theirs }: ThreeTexts, choices: Choices): Merged {
  const judge = createJudge(choices);
  const sides = { mine, theirs, ...(base !== undefined && { base }) };
  const side = judge.decide({ id: 'file', name: '', kind: 'file', ...sides });
  return { text: side === 'mine' ? mine : theirs, conflicts: judge.conflicts };
}
