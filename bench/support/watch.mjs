// What runs inside the measured page: it watches the grid and the memory, and changes nothing.

/** Runs before the page's own scripts; everything of it is under `window.bench`. */
export function watch() {
  const bench = { memory: null, full: null, changedAt: 0, tally: null };
  window.bench = bench;

  // The program keeps its memory to itself; its size is known where it is made.
  const keep = (made) => {
    bench.memory = made.instance?.exports.memory ?? bench.memory;
    return made;
  };
  const { instantiate, instantiateStreaming } = WebAssembly;
  WebAssembly.instantiateStreaming = (...words) => instantiateStreaming(...words).then(keep);
  WebAssembly.instantiate = (...words) => instantiate(...words).then(keep);

  /** Notes when the grid has so many rows. */
  bench.awaitRows = (rows) => {
    const observer = new MutationObserver(() => {
      if (document.querySelector('[role=grid]')?.getAttribute('aria-rowcount') !== String(rows + 1)) return;
      bench.full = performance.now();
      observer.disconnect();
    });
    observer.observe(document, { subtree: true, childList: true, attributeFilter: ['aria-rowcount'] });
  };

  /**
   * Leaves a mark in the trace at each change of what the grid shows, another one where only rows out of sight changed, which are kept
   * ready for scrolling; or counts the changes by kind.
   */
  bench.watchGrid = ({ count }) => {
    const isInSight = sight();
    const changed = (records) => {
      bench.changedAt = performance.now();
      performance.mark(records.some(({ target }) => isInSight(target)) ? 'bench:changed' : 'bench:kept');
      if (!count) return;
      for (const { type, attributeName, addedNodes, removedNodes } of records) {
        const kind = attributeName ?? (type === 'childList' ? 'nodes added or removed' : 'text');
        bench.tally[kind] = (bench.tally[kind] ?? 0) + (type === 'childList' ? addedNodes.length + removedNodes.length : 1);
      }
    };
    bench.gridObserver?.disconnect();
    bench.gridObserver = new MutationObserver(changed);
    const shown = { subtree: true, childList: true, characterData: true };
    const some = { attributeFilter: ['aria-rowcount', 'aria-rowindex', 'aria-sort', 'aria-selected'] };
    bench.gridObserver.observe(document.querySelector('[role=grid]'), { ...shown, ...(count ? { attributes: true } : some) });
  };

  /** A function that says whether a change is one of a row in sight or of the grid itself. It asks for no layout, which would cost time. */
  const sight = () => {
    const scroller = document.querySelector('[role=grid]');
    const rowHeight = scroller.querySelector('.grid__row').offsetHeight;
    const height = scroller.clientHeight - scroller.querySelector('.grid__head').offsetHeight;
    let from = scroller.scrollTop;
    scroller.addEventListener('scroll', () => (from = scroller.scrollTop), { passive: true });
    return (target) => {
      const row = (target.nodeType === Node.ELEMENT_NODE ? target : target.parentElement)?.closest('.grid__row');
      if (!row) return true;
      const top = parseFloat(row.style.getPropertyValue('--top'));
      return top + rowHeight > from && top < from + height;
    };
  };

  /** Marks the beginning of an action in the trace. */
  bench.begin = (name, trigger) => {
    bench.tally = {};
    bench.changedAt = performance.now();
    performance.mark(`bench:begin:${name}|${trigger}`);
  };

  /** Ends when nothing has changed for `ms`; timers alone, because asking for frames would make frames. */
  bench.quiet = async (ms) => {
    const left = () => bench.changedAt + ms - performance.now();
    while (left() > 0) await new Promise((resolve) => setTimeout(resolve, left()));
    return bench.tally;
  };

  /** Counts, at every scroll event, rows in sight that no row element covers. */
  bench.watchScroll = () => {
    const scroller = document.querySelector('[role=grid]');
    const body = scroller.querySelector('.grid__body');
    const rowHeight = body.querySelector('[role=row]').offsetHeight;
    const height = scroller.clientHeight - scroller.querySelector('.grid__head').offsetHeight;
    const last = Number(scroller.getAttribute('aria-rowcount')) - 1;
    const seen = { events: 0, before: 0, beforeMost: 0, after: 0, afterMost: 0, from: scroller.scrollTop };
    const blank = () => {
      const covered = new Set();
      for (const row of body.querySelectorAll('[role=row]:not([hidden])')) {
        if (row.querySelector('.grid__cell--name .grid__text').firstChild !== null) covered.add(Number(row.getAttribute('aria-rowindex')) - 2);
      }
      let missing = 0;
      const first = Math.floor(scroller.scrollTop / rowHeight);
      const end = Math.min(last, Math.ceil((scroller.scrollTop + height) / rowHeight));
      for (let row = first; row < end; row += 1) if (!covered.has(row)) missing += 1;
      return missing;
    };
    // Capturing at the window comes before the page's own listener: the document is still as last committed, and the place is where
    // the browser has already scrolled to. What is missing now is what the person sees missing.
    const onScroll = () => {
      const missing = blank();
      seen.events += 1;
      seen.before += missing > 0 ? 1 : 0;
      seen.beforeMost = Math.max(seen.beforeMost, missing);
      requestAnimationFrame(() => {
        const left = blank();
        seen.after += left > 0 ? 1 : 0;
        seen.afterMost = Math.max(seen.afterMost, left);
      });
    };
    window.addEventListener('scroll', onScroll, { capture: true, passive: true });
    return () => {
      window.removeEventListener('scroll', onScroll, { capture: true });
      return { ...seen, rows: Math.round(Math.abs(scroller.scrollTop - seen.from) / rowHeight) };
    };
  };

  /** Collects how long each interaction took to the next paint, in ms; shorter than 16 ms is not told by the browser. */
  bench.watchInteractions = () => {
    const longest = new Map();
    const slow = [];
    const take = (entries) => {
      for (const entry of entries) {
        if (!entry.interactionId) continue;
        if (entry.duration > 100) slow.push({ type: entry.name, on: entry.target?.className, ms: entry.duration, handlers: entry.processingEnd - entry.processingStart });
        longest.set(entry.interactionId, Math.max(longest.get(entry.interactionId) ?? 0, entry.duration));
      }
    };
    const observer = new PerformanceObserver((list) => take(list.getEntries()));
    observer.observe({ type: 'event', durationThreshold: 16 });
    const before = performance.interactionCount ?? 0;
    return () => {
      take(observer.takeRecords());
      observer.disconnect();
      return { durations: [...longest.values()], slow, count: (performance.interactionCount ?? 0) - before };
    };
  };

  /** Collects tasks of the main thread over 50 ms, from now on. */
  bench.watchLongTasks = () => {
    const tasks = [];
    const take = (entries) => tasks.push(...entries.map(({ startTime, duration }) => ({ at: startTime, ms: duration })));
    const observer = new PerformanceObserver((list) => take(list.getEntries()));
    observer.observe({ type: 'longtask' });
    return () => {
      take(observer.takeRecords());
      observer.disconnect();
      return tasks;
    };
  };

  /** The moment at which the first element fits the selector; gives it as soon as it is there. */
  bench.appears = (selector) =>
    new Promise((resolve) => {
      const observer = new MutationObserver(() => {
        if (!document.querySelector(selector)) return;
        observer.disconnect();
        resolve(performance.now());
      });
      observer.observe(document, { subtree: true, childList: true });
    });

  /** How much stands in the document, by kind. */
  bench.nodes = () => {
    const count = (kind) => {
      const found = document.createNodeIterator(document, kind);
      let nodes = 0;
      while (found.nextNode()) nodes += 1;
      return nodes;
    };
    const [elements, texts, comments] = [NodeFilter.SHOW_ELEMENT, NodeFilter.SHOW_TEXT, NodeFilter.SHOW_COMMENT].map(count);
    return { elements, texts, comments, nodes: count(NodeFilter.SHOW_ALL) };
  };
}
