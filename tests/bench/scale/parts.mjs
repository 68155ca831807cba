// The measures of size as parts of the benchmark: each in a process of its own, so that none meets another's memory.
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const path = (name) => fileURLToPath(new URL(name, import.meta.url));

function inProcess(name) {
  return ({ quick, rounds, folder, postgres }, tell) =>
    new Promise((resolve, reject) => {
      const options = JSON.stringify({ quick, rounds, folder, ...(postgres && { postgres }) });
      const args = [
        '--expose-gc',
        '--import',
        path('../../typescriptSources.mjs'),
        path('run.ts'),
        name,
        options,
      ];
      const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'] });
      let printed = '';
      let last = '';
      child.stdout.setEncoding('utf8').on('data', (text) => (printed += text));
      child.stderr.setEncoding('utf8').on('data', (text) => {
        last = (last + text).slice(-4000);
        for (const line of text.split('\n')) if (line.startsWith('… {')) tell(JSON.parse(line.slice(2)));
      });
      child.on('error', reject);
      child.on('close', (code) => {
        if (code === 0) resolve(JSON.parse(printed));
        else
          reject(new Error(`Expected the measure ${name} to end well, but it ended with ${code}: ${last}`));
      });
    });
}

export const scaleParts = {
  'scale.sleeping': inProcess('sleeping'),
  'scale.workList': inProcess('workList'),
  'scale.pages': inProcess('workListPages'),
  'scale.timers': inProcess('timers'),
  'scale.history': inProcess('history'),
};
