// Vitest's set-up of the project postgres: the server is there before the first test, and what a test file took goes after it.
import { afterAll, beforeAll } from 'vitest';
import { awaitDatabases, releaseDatabases } from '../testDatabase.ts';

beforeAll(awaitDatabases, 120_000);
afterAll(releaseDatabases);
