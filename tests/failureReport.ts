// A reporter of vitest: how many tests passed, and the message of each failure. Vitest's own JSON has the stack alone,
// which of what ran out of time was taken before there was a message.
import { writeFileSync } from 'node:fs';
import type { SerializedError } from 'vitest';
import type { Reporter, TestModule, Vitest } from 'vitest/node';

export interface FailureReport {
  passed: number;
  /** Of tests; with each file, suite and stray error that is one by itself. */
  failed: number;
  lines: string[];
}

/** Of a long message the beginning tells enough. */
const MESSAGE = 1_000;
const FRAMES = 3;
const OWN_FRAME = /^ +at (?!.*(?:node_modules|node:)).*\//;

/** Vitest makes it with `new`. It writes to `--outputFile`. */
export default function failureReporter(): Reporter {
  let file: unknown;
  return {
    onInit(vitest: Vitest) {
      file = vitest.config.outputFile;
    },
    onTestRunEnd(modules, strays) {
      const report: FailureReport = { passed: 0, failed: 0, lines: [] };
      for (const module of modules) add(module, report);
      for (const error of strays) tell(report, 'outside of every test', [error]);
      if (typeof file !== 'string') throw new Error('Expected --outputFile=PATH, but it is missing.');
      writeFileSync(file, JSON.stringify(report));
    },
  };
}

function add(module: TestModule, report: FailureReport): void {
  const before = report.failed;
  const place = `${module.project.name} ${module.relativeModuleId}`.trim();
  const all = [module, ...module.children.allSuites()];
  for (const each of all) {
    const name = each.type === 'module' ? place : `${place} > ${each.fullName}`;
    if (each.errors().length > 0) tell(report, name, each.errors());
  }
  for (const test of module.children.allTests()) {
    const { state, errors } = test.result();
    if (state === 'passed') report.passed += 1;
    else tell(report, `${place} > ${test.fullName}`, errors ?? [], state);
  }
  if (!module.ok() && report.failed === before) tell(report, place, [], module.state());
}

/** What was skipped has not passed, either. */
function tell(report: FailureReport, name: string, errors: readonly SerializedError[], state = ''): void {
  report.failed += 1;
  report.lines.push(name);
  for (const error of errors) report.lines.push(...textOf(error).map((line) => `    ${line}`));
  if (errors.length === 0) report.lines.push(`    ${state}`);
}

function textOf({ name, message, stack, cause }: SerializedError): string[] {
  const lines = [`${name}: ${message}`.slice(0, MESSAGE)];
  const frames = (stack ?? '').split('\n').filter((line) => OWN_FRAME.test(line));
  lines.push(...frames.slice(0, FRAMES).map((line) => line.trim()));
  if (cause) lines.push(`Caused by ${cause.name}: ${cause.message}`.slice(0, MESSAGE));
  return lines;
}
