// Tells lezer-feel's tokenizer where names of several words end. The library's own tracker follows every value through
// the text, at a cost that grows with its square; names are all that is needed here.
import { normalizeContextKey, parser } from 'lezer-feel';

/** What the tokenizer asks of the parser's context. */
interface NameState {
  /** Words of the name that is being read. */
  readonly tokens: readonly string[];
  contextCache(): KnownNames;
}

interface KnownNames {
  keys: Set<string>;
  prefixes: Set<string>;
}

interface Input {
  readonly pos: number;
  read(from: number, to: number): string;
}

const KEYWORD =
  /(^| )(and|or|in|between|for|return|if|then|else|some|every|satisfies|instance|function|external|null|true|false)( |$)/;

/** Names that the grammar does not read as one name by itself, such as `get or else` or `a-b`. */
function needsDeclaring(name: string): boolean {
  return KEYWORD.test(name) || !/^[\p{L}_][\p{L}\p{N}_ ]*$/u.test(name);
}

const termsNamed = (...names: string[]) =>
  new Set(parser.nodeSet.types.filter(({ name }) => names.includes(name)).map(({ id }) => id));
const WORD = termsNamed('Identifier');
const WHOLE_NAME = termsNamed('VariableName', 'PathName', 'Name');

export function trackNames(text: string, declared: readonly string[]) {
  const known = knownNames([...declared, ...namesWithin(text)].filter(needsDeclaring));
  const state = (tokens: readonly string[]): NameState => ({ tokens, contextCache: () => known });
  const none = state([]);
  return {
    start: none,
    strict: true,
    hash: () => 0,
    shift: (context: NameState) => context,
    reuse: (context: NameState) => context,
    reduce(context: NameState, term: number, stack: { pos: number }, input: Input): NameState {
      if (WORD.has(term)) return state([...context.tokens, input.read(input.pos, stack.pos)]);
      return WHOLE_NAME.has(term) ? none : context;
    },
  };
}

function knownNames(names: readonly string[]): KnownNames {
  const known: KnownNames = { keys: new Set(), prefixes: new Set() };
  for (const name of names.map(normalizeContextKey)) {
    known.keys.add(name);
    for (let length = 1; length <= name.length; length++) known.prefixes.add(name.slice(0, length));
  }
  return known;
}

/** Keys of contexts and names of parameters that the text itself brings in. */
function namesWithin(text: string): string[] {
  const code = text.replace(/"(?:[^"\\]|\\[\s\S])*"/g, '""');
  return [...code.matchAll(/[{,(]\s*([^{}[\]():,"]{1,200}?)\s*:/g)].map((match) => match[1] ?? '');
}
