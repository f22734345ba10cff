// Records the browser's trace and reads the main thread's work from it. Times are microseconds of the trace's own clock.

/** What is recorded: tasks, events, style, layout, paint and commit of the page, its own marks, and collections of garbage. */
const CATEGORIES = ['toplevel', 'devtools.timeline', 'disabled-by-default-devtools.timeline', 'blink.user_timing', 'v8'];

/** Records while `work` runs and gives the events. */
export async function record(browser, work, categories = CATEGORIES) {
  const line = await browser.newBrowserCDPSession();
  await line.send('Tracing.start', {
    transferMode: 'ReturnAsStream',
    traceConfig: { recordMode: 'recordAsMuchAsPossible', includedCategories: categories, excludedCategories: ['*'] },
  });
  const result = await work();
  const complete = new Promise((resolve) => line.once('Tracing.tracingComplete', resolve));
  await line.send('Tracing.end');
  const { stream } = await complete;
  const parts = [];
  for (let eof = false; !eof; ) {
    const part = await line.send('IO.read', { handle: stream, size: 1 << 20 });
    parts.push(part.data);
    eof = part.eof;
  }
  await line.send('IO.close', { handle: stream });
  await line.detach();
  return { events: JSON.parse(parts.join('')).traceEvents, result };
}

const START = 'bench:begin:';
const CHANGE = 'bench:changed';
const KEPT = 'bench:kept';
const END = 'bench:end';

/** Kinds of work that are summed up between an event and its commit; each is a name of the trace. */
const PARTS = { handlers: 'EventDispatch', style: 'UpdateLayoutTree', layout: 'Layout', prePaint: 'PrePaint', paint: 'Paint', layerize: 'Layerize', commit: 'Commit' };

/** The main thread that made the bench's marks, from the first mark on, in order of time. */
function mainThread(events) {
  const mark = events.find((event) => event.name.startsWith('bench:'));
  if (!mark) throw new Error('The trace holds none of the marks of the bench.');
  const own = events.filter((event) => event.pid === mark.pid && event.tid === mark.tid && event.ts >= mark.ts);
  return own.sort((a, b) => a.ts - b.ts);
}

/** Tasks that the page or the browser needed; not those by which the bench itself speaks to the page. */
function tasksOf(main) {
  const tasks = main.filter((event) => event.name === 'RunTask' && event.ph === 'X');
  const foreign = main.filter((event) => event.args?.chrome_mojo_event_info?.mojo_interface_tag === 'blink.mojom.DevToolsSession');
  return tasks.filter((task) => !foreign.some((event) => event.ts >= task.ts && event.ts <= task.ts + task.dur));
}

/**
 * What each action of the trace cost, in milliseconds, in the order in which they were done. An action reaches from its mark to the next one.
 * - `total`: from the start of the first `trigger` event (`EventDispatch` of that type) to the end of the first `Commit` after the
 *   last change of the grid. The change is the mark that an observer of the grid leaves; so a commit that only shows a letter does not count.
 * - `kept`: the same until also the rows are there that are kept ready above and below what is in sight.
 * - `work`: what the main thread did of that; `parts` is the same by kind.
 * - `longest`: the longest task of the whole action, with what it starts for later.
 */
export function actions(events) {
  const main = mainThread(events);
  const tasks = tasksOf(main);
  const marks = main.filter((event) => event.name.startsWith(START) || event.name === END);
  return marks.slice(0, -1).map((mark, n) => {
    const [name, trigger] = mark.name.slice(START.length).split('|');
    const end = marks[n + 1].ts;
    const within = main.filter((event) => event.ts >= mark.ts && event.ts < end);
    const longest = Math.max(0, ...tasks.filter((task) => task.ts >= mark.ts && task.ts < end).map((task) => task.dur)) / 1000;
    const begun = within.find((event) => event.name === 'EventDispatch' && event.args?.data?.type === trigger);
    const commitAfter = (change) => change && within.find((event) => event.name === 'Commit' && event.ph === 'X' && event.ts >= change.ts);
    const commit = commitAfter(within.findLast((event) => event.name === CHANGE));
    if (!begun || !commit) return { name, longest };
    const until = commit.ts + commit.dur;
    const last = commitAfter(within.findLast((event) => event.name === CHANGE || event.name === KEPT)) ?? commit;
    const kept = (last.ts + last.dur - begun.ts) / 1000;
    const parts = Object.fromEntries(Object.entries(PARTS).map(([part, of]) => [part, overlap(outermost(within, of), begun.ts, until)]));
    return { name, longest, total: (until - begun.ts) / 1000, kept, work: overlap(tasks, begun.ts, until), parts };
  });
}

/** The longest task between two marks, and how long tasks over 50 ms blocked in all (what they took beyond 50 ms), in milliseconds. */
export function blocking(events) {
  const lengths = tasksOf(mainThread(events)).map((task) => task.dur / 1000);
  const over = lengths.filter((length) => length > 50);
  return { longest: Math.max(0, ...lengths), over: over.length, blocked: over.reduce((sum, length) => sum + length - 50, 0) };
}

/** Events of a name that do not lie inside another one of that name. */
function outermost(events, name) {
  let end = -1;
  return events.filter((event) => {
    if (event.name !== name || event.ph !== 'X' || event.ts < end) return false;
    end = event.ts + event.dur;
    return true;
  });
}

function overlap(events, from, until) {
  return events.reduce((sum, event) => sum + Math.max(0, Math.min(until, event.ts + event.dur) - Math.max(from, event.ts)), 0) / 1000;
}
