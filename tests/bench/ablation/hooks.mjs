// What each part is replaced by, by the module that asks for it.
const replacements = {
  hash: [['store/commit.js', './chainHash.js', 'chainHash.mjs']],
  projections: [['store/commit.js', './projections/index.js', 'projections.mjs']],
  history: [
    ['store/commit.js', './canonical.js', 'canonical.mjs'],
    ['store/commit.js', './writeSet.js', 'writeSet.mjs'],
    ['runtime/groupExecution.js', './snapshotPolicy.js', 'snapshotPolicy.mjs'],
  ],
};

let replaced = [];

export function initialize(without) {
  replaced = without.flatMap((name) => replacements[name] ?? []);
}

export function resolve(specifier, context, next) {
  const found = replaced.find(
    ([parent, asked]) => asked === specifier && context.parentURL?.endsWith(`/dist/engine/${parent}`),
  );
  return found ? next(new URL(found[2], import.meta.url).href, context) : next(specifier, context);
}
