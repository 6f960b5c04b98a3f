// Who is writing, both ways: what a worker types is told (never what it is), and that the young person writes is shown for a moment.
"use strict";
{
  const EVERY = 4000, SHOWN = 6000;
  const told = document.getElementById("writing");
  let last = -EVERY, ends = 0;

  function shows(text) {
    clearTimeout(ends);
    if (told.textContent !== text) told.textContent = text;
    if (text) ends = setTimeout(shows, SHOWN, "");
  }

  document.addEventListener("input", (event) => {
    if (event.target.id !== "text" || !event.target.value.trim() || event.timeStamp - last < EVERY) return;
    last = event.timeStamp;
    const body = new URLSearchParams({ csrf: event.target.form.elements.csrf.value });
    fetch(`${place}/writing`, { method: "POST", body, headers: { Accept: "application/json" } }).catch(() => {});
  });

  bell.addEventListener("writing", () => shows("They are writing."));
  new MutationObserver((seen) => {
    if (seen.some((one) => [...one.addedNodes].some((line) => line.classList?.contains("young_person")))) shows("");
  }).observe(lines, { childList: true });
}
