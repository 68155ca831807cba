// Loaded before a node of the benchmark: takes parts out of the product as it is loaded. No option of the product does.
import { register } from 'node:module';

register('./hooks.mjs', import.meta.url, { data: (process.env.BENCH_WITHOUT ?? '').split(',') });
