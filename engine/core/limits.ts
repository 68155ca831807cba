// How much one instance may hold before somebody has to look: a drawing or a number must not eat the machine.

/** Iterations of one multi-instance activity. */
export const MOST_ITERATIONS = 100_000;
