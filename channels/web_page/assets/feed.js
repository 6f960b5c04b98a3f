// The live feed: this tab's own lines, from the beginning, for as long as the page is open.
// Never shows a line twice, never gives up, and never asks in a tight loop.

import { left } from "./leave.js";
import { reader } from "./sse.js";

const FIRST_WAIT = 500; // milliseconds; doubled after each failure
const LONGEST_WAIT = 20000;
const SILENCE = 40000; // the server pings every 15 seconds: after two missed ones the connection is dead
const SHORT_LIFE = 3000; // a feed that ends sooner than this, without a line, counts as a failure

/** Waits, but not longer than until the network or the young person comes back. */
function pause(time) {
  return new Promise((resolve) => {
    const timer = setTimeout(done, time);
    function back() {
      if (!document.hidden) done();
    }
    function done() {
      clearTimeout(timer);
      window.removeEventListener("online", done);
      document.removeEventListener("visibilitychange", back);
      resolve();
    }
    window.addEventListener("online", done);
    document.addEventListener("visibilitychange", back);
    left.addEventListener("abort", done);
  });
}

/** Calls `onLine(id, line)` for each new line, `onState(true | false)` when the connection is there or lost, and `onWriting()`
 * each time a worker is writing. */
export async function follow(token, onLine, onState, onWriting) {
  const seen = new Set();
  let last = "";
  let wait = FIRST_WAIT;

  async function once() {
    const stop = new AbortController();
    const abort = () => stop.abort();
    left.addEventListener("abort", abort);
    window.addEventListener("offline", abort);
    let quiet = setTimeout(abort, SILENCE);
    let connected = 0;
    let lines = 0;
    try {
      const headers = { Authorization: `Bearer ${token}`, Accept: "text/event-stream" };
      if (last) headers["Last-Event-ID"] = last;
      const answer = await fetch("/chat/feed", { headers, signal: stop.signal, cache: "no-store", credentials: "omit" });
      if (answer.status === 400) last = ""; // it does not know the place: read from the beginning, `seen` drops repeats
      if (!answer.ok) return false;
      connected = Date.now();
      onState(true);
      const feed = reader((event) => {
        if (event.name === "writing") onWriting();
        if (event.name !== "line" || seen.has(event.id)) return;
        seen.add(event.id);
        last = event.id;
        lines += 1;
        onLine(event.id, JSON.parse(event.data));
      });
      const source = answer.body.getReader();
      const decoder = new TextDecoder();
      for (;;) {
        const piece = await source.read();
        if (piece.done || left.aborted) break;
        clearTimeout(quiet);
        quiet = setTimeout(abort, SILENCE);
        feed(decoder.decode(piece.value, { stream: true }));
      }
    } catch (error) {
      // The network broke, or we stopped it: what counts is below.
    } finally {
      clearTimeout(quiet);
      left.removeEventListener("abort", abort);
      window.removeEventListener("offline", abort);
    }
    return connected > 0 && (lines > 0 || Date.now() - connected > SHORT_LIFE);
  }

  while (!left.aborted) {
    const lived = await once();
    if (left.aborted) return;
    // A feed that lived is tried again at once; only when that fails is the connection called lost.
    if (lived) wait = FIRST_WAIT;
    if (!lived || !navigator.onLine) onState(false);
    await pause(wait * (0.75 + Math.random() / 2)); // spread out, so that not all pages come back in the same moment
    if (!lived) wait = Math.min(wait * 2, LONGEST_WAIT);
  }
}
