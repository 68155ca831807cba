// How much one instance may hold before somebody has to look: a drawing or a number must not eat the machine.

/** Iterations of one multi-instance activity. */
export const MOST_ITERATIONS = 100_000;

/** Tokens and running elements directly in one scope. More are made by a drawing that forks without joining. */
export const MOST_TOKENS = 10_000;
