// The engines that are measured beside this product are no dependencies of it: they are installed here, when absent.
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const folder = fileURLToPath(new URL('.', import.meta.url));

export function installPeers() {
  const { dependencies } = JSON.parse(readFileSync(`${folder}package.json`, 'utf8'));
  if (Object.keys(dependencies).every((name) => existsSync(`${folder}node_modules/${name}/package.json`)))
    return;
  process.stderr.write('… installing the engines to compare with\n');
  const began = performance.now();
  // Their install scripts are not needed for anything that is measured.
  execFileSync('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], {
    cwd: folder,
    stdio: ['ignore', 2, 2],
  });
  process.stderr.write(`… installed in ${((performance.now() - began) / 1000).toFixed(1)} s\n`);
}
