// Accessibility of the page as it stands, by axe-core, WCAG 2.2 A and AA.
import { expect, type Frame, type Page } from '@playwright/test';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** Runs in the page that holds axe: one line for each violation. */
async function violationsHere(rules: string[]): Promise<string[]> {
  const { violations } = await (globalThis as any).axe.run(document, { runOnly: rules, resultTypes: ['violations'] });
  return violations.flatMap((violation: any) =>
    violation.nodes.map((node: any) => `${violation.id}: ${node.target.join(' ')}: ${node.failureSummary}`),
  );
}

/** The same as a script for a browser that Playwright does not drive: it returns the lines. */
export const script = `${source}; return (${violationsHere})(${JSON.stringify(RULES)})`;

/** Fails with the rule, the element and the reason for each violation; `state` says in which state the page is. */
export async function expectAccessible(page: Page | Frame, state = 'the page'): Promise<void> {
  // A navigation within the page keeps what was put in once.
  if (!(await page.evaluate('"axe" in globalThis'))) await page.evaluate(source);
  const violations = await page.evaluate(violationsHere, RULES);
  expect(violations, `accessibility of ${state}`).toEqual([]);
}
