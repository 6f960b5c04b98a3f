// Who is writing, both ways. A box in, a small word to the server out; the worker's writing in, a line on the page out.
// Never sends a letter of what is written, and never shows it longer than the server says it.

import { left } from "./leave.js";
import { steady } from "./lines.js";

const EVERY = 4000; // milliseconds between two words to the server, however fast somebody types
const SHOWN = 6000; // a worker who goes on writing is told of again within this time

const place = document.getElementById("writing");
let ends;

/** Shows that a worker is writing, or takes it away. It goes by itself. */
export function workerWriting(now) {
  clearTimeout(ends);
  if (left.aborted) return;
  const told = now ? place.dataset.told : "";
  if (place.textContent !== told) steady(() => { place.textContent = told; });
  if (now) ends = setTimeout(workerWriting, SHOWN, false);
}

/** Tells while something is written in the box. */
export function tellWriting(token, box) {
  let last = -EVERY;
  box.addEventListener("input", (event) => {
    if (left.aborted || !box.value.trim() || event.timeStamp - last < EVERY) return;
    last = event.timeStamp;
    fetch("/chat/writing", { method: "POST", headers: { Authorization: `Bearer ${token}` }, credentials: "omit" }).catch(() => {});
  });
}
