// Small statistics over lists of numbers.

/** The value below which the given part (0 to 1) of the list lies, by nearest rank. */
export function quantile(values, part) {
  if (values.length === 0) return NaN;
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.max(0, Math.ceil(part * sorted.length) - 1))];
}

/** The middle value; of two middle ones their mean. */
export function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const half = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
}

/** The largest value; 0 of none. */
export const largest = (values) => values.reduce((most, value) => Math.max(most, value), 0);

/** The smallest value; 0 of none. */
export const smallest = (values) => (values.length ? values.reduce((least, value) => Math.min(least, value)) : 0);

/** The sum. */
export const sum = (values) => values.reduce((total, value) => total + value, 0);
