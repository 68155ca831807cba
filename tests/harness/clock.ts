// When tests of processes begin: the last day of a month, at noon UTC.

export const NOW = Date.UTC(2026, 0, 31, 12);
export const HOUR = 3_600_000;
export const DAY = 24 * HOUR;
