// Vitest's set-up of the project postgres: what a test file took goes when it ends.
import { afterAll } from 'vitest';
import { releaseDatabases } from '../testDatabase.ts';

afterAll(releaseDatabases);
