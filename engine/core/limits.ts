// How much one instance may hold before somebody has to look: a drawing or a number must not eat the machine.

/** Iterations of one multi-instance activity. */
export const MOST_ITERATIONS = 100_000;

/** Tokens and running elements directly in one scope. More are made by a drawing that forks without joining. */
export const MOST_TOKENS = 10_000;

/** Milliseconds: a cycle that fires more often is a mistake, and a timer due sooner is no wait state. */
export const SHORTEST_WAIT = 1_000;

/** Timers due at once that one after another set off in a row, beyond the iterations around them. */
export const MOST_TIMERS_IN_A_ROW = 1_000;

/** Instances of one case that call activities create: all at once, or within an hour. */
export const MOST_INSTANCES_OF_A_CASE = 50_000;

/** Processes that call each other, or that start each other by messages and signals with no person and no wait between. */
export const LONGEST_CHAIN = 20;
