// A real Chromium from the machine's packages, driven by playwright-core.
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, chromium } from 'playwright-core';

/** Flags: it runs as root in CI, without a GPU, and must not call home on a closed network. */
const ARGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export function launchChromium(): Promise<Browser> {
  return chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    headless: true,
    args: ARGS,
  });
}

/** Where pictures of pages go when somebody asks for them (`CAUCE_PICTURES=dir`); undefined: none are taken. */
export function pictureFolder(): string | undefined {
  return process.env.CAUCE_PICTURES;
}

export function temporaryFolder(): string {
  return mkdtempSync(join(tmpdir(), 'cauce-'));
}
