// FEEL: evaluations a second of one condition, beside feelin, which reads the text again at each call.
import { evaluate } from 'feelin';
import { measure, timesLessCpu } from '../../dist/engine/bench/measure.js';
import { createPorts } from '../../dist/engine/expressions/index.js';

const text = 'amount > 1000 and channel = "web"';
const bags = Array.from({ length: 100 }, (_, i) => ({
  amount: i * 25,
  channel: i % 3 === 0 ? 'web' : 'chat',
}));

/** Each evaluates the text and tells whether it is true of the bag of that number. */
const evaluators = {
  cauce() {
    const ports = createPorts();
    const contexts = bags.map((bag) => ({
      variables: { get: (name) => bag[name] },
      now: 0,
      owner: 0,
      inputs: {},
    }));
    return (at) => ports.evaluate(text, contexts[at]).value === true;
  },
  feelin: () => (at) => {
    const result = evaluate(text, bags[at]);
    return (result?.value ?? result) === true;
  },
};

const counts = { cauce: 500_000, feelin: 1_000 };

export async function feel({ rounds }, tell) {
  const contestants = Object.entries(evaluators).map(([name, prepare]) => {
    const holds = prepare();
    return {
      name: `feel.${name}`,
      unit: 'evaluation',
      count: counts[name],
      run(count) {
        let found = 0;
        for (let i = 0; i < count; i++) if (holds(i % 100)) found++;
        if (found !== count * 0.2) throw new Error(`${name}: ${found} of ${count} hold`);
      },
      warmUp: counts[name] / 10,
    };
  });
  const measured = await measure(contestants, rounds, tell);
  const ratios = { 'feel.feelin': timesLessCpu(measured, 'feel.cauce', 'feel.feelin') };
  return { figures: measured.figures, ratios };
}
