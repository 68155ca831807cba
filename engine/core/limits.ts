// How much one instance may hold before somebody has to look: a drawing or a number must not eat the machine.

/** So many activations of one flow node without a wait state are a loop that would never end. */
export const ACTIVATIONS_WITHOUT_WAIT = 10_000;

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

/** Keys of one instance are its number times this, plus a counter: one more would be its neighbour's. */
export const KEYS_PER_INSTANCE = 2 ** 20;

/** Elements, tasks, timers and the like in the life of one instance. What is left of its keys is for notes and incidents. */
export const MOST_KEYS = 900_000;
