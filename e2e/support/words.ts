// Words of the product that several tests read.

/** The states of a solution: the word of the API and the label that people read. */
export const states = {
  merged: 'Merged',
  merging: 'Merging',
  draftCreated: 'Draft created',
  attentionNeeded: 'Attention needed',
  pending: 'Pending',
  discarded: 'Discarded',
} as const;

/** How many need an action, as rules.md counts them. */
export function openCount(counts: Record<string, number>): number {
  return counts.pending! + counts.draftCreated! + counts.attentionNeeded!;
}
