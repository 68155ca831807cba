// In place of `dmnThread` in the browser, whose pages already read files in a worker that can be stopped.
export { readDmn as readInThread } from './readDmn.ts';
