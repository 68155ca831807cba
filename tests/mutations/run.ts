// `npm run mutations [-- COUNT [SEED [FIRST]]]`: damaged and hostile models, each refused or run to an end; prints figures.
import { mutate } from './mutate.ts';

const count = Number(process.argv[2] ?? 10_000);
const seed = Number(process.argv[3] ?? 1);
const first = Number(process.argv[4] ?? 0);
const started = Date.now();
const told = new Set<object>();
const figures = await mutate({
  count,
  seed,
  first,
  progress(done, { violations }) {
    if (done % 250 === 0) console.error(`${done} of ${count}, ${violations.length} violations`);
    const last = violations.at(-1);
    if (last && !told.has(last)) {
      told.add(last);
      console.error(last.name, last.violations.join('\n  '));
    }
  },
});
const { codes, ...rest } = figures;
const minutes = Math.round((Date.now() - started) / 6_000) / 10;
console.log(JSON.stringify({ ...rest, codes: Object.fromEntries(codes.slice(0, 15)), minutes }, null, 2));
process.exit(figures.violations.length === 0 ? 0 : 1);
