// FEEL: evaluations a second of one condition, beside feelin, which reads the text again at each call.
import { evaluate } from 'feelin';
import { createPorts } from '../../dist/engine/expressions/index.js';

const text = 'amount > 1000 and channel = "web"';
const bags = Array.from({ length: 100 }, (_, i) => ({
  amount: i * 25,
  channel: i % 3 === 0 ? 'web' : 'chat',
}));

/** Each gives a function that evaluates the text `count` times and tells how often it was true. */
const engines = {
  cauce() {
    const ports = createPorts();
    const contexts = bags.map((bag) => ({
      variables: { get: (name) => bag[name] },
      now: 0,
      owner: 0,
      inputs: {},
    }));
    return (count) => {
      let holds = 0;
      for (let i = 0; i < count; i++) if (ports.evaluate(text, contexts[i % 100]).value === true) holds++;
      return holds;
    };
  },
  feelin: () => (count) => {
    let holds = 0;
    for (let i = 0; i < count; i++) {
      const result = evaluate(text, bags[i % 100]);
      if ((result?.value ?? result) === true) holds++;
    }
    return holds;
  },
};

const median = (list) => [...list].sort((a, b) => a - b)[list.length >> 1];

/** Evaluations a second of CPU time, medians of the rounds. */
export async function feel({ rounds = 5 } = {}) {
  const counts = { cauce: 1_000_000, feelin: 1_000 };
  const samples = { cauce: [], feelin: [] };
  const running = { cauce: engines.cauce(), feelin: engines.feelin() };
  for (const [name, run] of Object.entries(running)) run(counts[name] / 10);
  for (let round = 0; round < rounds; round++) {
    for (const [name, run] of Object.entries(running)) {
      const before = process.cpuUsage();
      const holds = run(counts[name]);
      const { user, system } = process.cpuUsage(before);
      if (holds !== counts[name] * 0.2) throw new Error(`${name}: ${holds} of ${counts[name]} hold`);
      samples[name].push(counts[name] / ((user + system) / 1e6));
    }
  }
  const figures = {};
  for (const [name, list] of Object.entries(samples)) {
    const [min, max] = [Math.min(...list), Math.max(...list)].map(Math.round);
    figures[`feel.${name}`] = { perSecond: Math.round(median(list)), min, max };
  }
  return {
    figures,
    ratios: { 'feel.feelin': figures['feel.cauce'].perSecond / figures['feel.feelin'].perSecond },
  };
}
