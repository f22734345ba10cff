// What was measured: a table for people, JSON for programs, each figure beside its budget.
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { largest, median, smallest } from './statistics.mjs';

/** How a list of measurements becomes the one figure that the budget is held against. */
const WAYS = { median, largest, only: (values) => values[0] };

const SHOWN = {
  ms: (value) => `${value.toFixed(value < 10 ? 2 : value < 100 ? 1 : 0)} ms`,
  s: (value) => `${value.toFixed(2)} s`,
  kB: (value) => `${(value / 1000).toFixed(1)} kB`,
  MiB: (value) => `${(value / 1024 / 1024).toFixed(1)} MiB`,
  '1/s': (value) => `${value.toFixed(0)} /s`,
  n: (value) => String(Math.round(value)),
};

/** All figures of one run. */
export class Report {
  figures = [];

  /** Prints the heading of a group and what it is about; figures that follow belong to it. */
  group(name, about) {
    this.name = name;
    console.log(`\n${name}${about ? ` (${about})` : ''}`);
  }

  /**
   * Adds a figure and prints it.
   * `values` are all measurements in the unit's base (ms, seconds, bytes, a count); `way` makes one of them;
   * `budget` is the most it may be, in the same unit; `aim` is what it should become; `note` stands behind it.
   */
  add(name, { values, unit, way = 'median', budget, aim, note, detail }) {
    const value = WAYS[way](values);
    const figure = { group: this.name, name, unit, value, way, runs: values.length };
    if (values.length > 1) Object.assign(figure, { least: smallest(values), most: largest(values) });
    if (budget !== undefined) Object.assign(figure, { budget, ok: value <= budget });
    if (aim !== undefined) figure.aim = aim;
    if (note) figure.note = note;
    if (detail !== undefined) figure.detail = detail;
    this.figures.push(figure);
    console.log(line(figure));
  }

  /** Says why a part was left out. */
  skip(sentence) {
    this.figures.push({ group: this.name, skipped: sentence });
    console.log(`  ${sentence}`);
  }

  /** Writes the JSON file. */
  write(file, about) {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, `${JSON.stringify({ ...about, figures: this.figures }, null, 1)}\n`);
  }

  /** The last line: how many budgets are kept, and which are not. */
  verdict() {
    const held = this.figures.filter((figure) => figure.budget !== undefined);
    const over = held.filter((figure) => !figure.ok);
    const list = over.map((figure) => `\n  over  ${figure.group}: ${figure.name}, ${SHOWN[figure.unit](figure.value)} of ${SHOWN[figure.unit](figure.budget)}`);
    return `${held.length - over.length} of ${held.length} budgets kept${list.join('')}`;
  }
}

function line(figure) {
  const shown = SHOWN[figure.unit];
  const mark = figure.budget === undefined ? '    ' : figure.ok ? 'ok  ' : 'over';
  const spread = figure.runs > 1 ? `${shown(figure.least)} to ${shown(figure.most)} of ${figure.runs}` : '';
  const budget = figure.budget === undefined ? '' : `at most ${shown(figure.budget)}${figure.aim === undefined ? '' : `, aim ${shown(figure.aim)}`}`;
  const cells = [mark.padEnd(5), figure.name.padEnd(46), shown(figure.value).padStart(10), '  ', spread.padEnd(32), budget, figure.note ? ` (${figure.note})` : ''];
  return `  ${cells.join('')}`.trimEnd();
}
