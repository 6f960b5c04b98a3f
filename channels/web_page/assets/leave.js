// Quick exit. A press in, a blank page and the weather out.
// Never waits for the network before the page is blank, and never leaves the chat in this tab's history.

const PRESSES = 3;
const WITHIN = 1500; // milliseconds from the first press of Shift to the third

const button = document.getElementById("leave");
const away = button.dataset.away;
const leaving = new AbortController();

/** Aborted once somebody has left. After that nothing may write to the page or to storage. */
export const left = leaving.signal;

export function leave(where = away) {
  document.documentElement.hidden = true; // first of all, and without waiting for anything
  document.body.textContent = "";
  document.title = where === away ? "Weather" : "Chat";
  leaving.abort();
  try {
    sessionStorage.clear();
    localStorage.clear();
  } catch (error) {
    // Storage is turned off in this browser: then nothing was kept in it.
  }
  location.replace(where);
}

let presses = [];

function countShift(event) {
  if (event.key !== "Shift") {
    presses = []; // Shift with a letter is typing, not a wish to leave
    return;
  }
  if (event.repeat) return;
  presses = presses.filter((at) => event.timeStamp - at < WITHIN).concat(event.timeStamp);
  if (presses.length >= PRESSES) leave();
}

button.addEventListener("click", (event) => {
  event.preventDefault(); // else the form asks the server first: that is for browsers without scripts
  leave();
});
for (const link of document.querySelectorAll("a.stay")) {
  link.addEventListener("click", (event) => {
    event.preventDefault(); // our pages take one another's place: one entry in the history, and Leave now replaces it
    location.replace(link.href);
  });
}
window.addEventListener("keydown", countShift, true);
window.addEventListener("pageshow", (event) => {
  if (!event.persisted) return;
  // The browser brought back a frozen page: a left one must stay blank, any other is read afresh.
  if (left.aborted) leave();
  else location.reload();
});
