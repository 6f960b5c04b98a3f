// The messages on the page. Lines in, elements out. Never writes HTML from text, and never takes a line away by itself.

import { withNumbers } from "./numbers.js";

const log = document.getElementById("log");
const clock = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit", timeZone: "Europe/London" });
const LEV = "Lev (a computer program)";
const own = new Map(); // message id -> element
let worker = ""; // the worker who spoke last

function part(tag, name, text) {
  const element = document.createElement(tag);
  element.className = name;
  if (text) element.textContent = text;
  return element;
}

function nameOf(line) {
  if (line.speaker === "young_person") return "You";
  return line.speaker === "worker" ? `${line.name || "Someone"}, support worker` : LEV;
}

function build(line) {
  const element = part("div", `line ${line.speaker}`);
  element.append(part("p", "who", nameOf(line)));
  const words = part("p", "words");
  if (line.language) words.lang = line.language;
  words.append(line.speaker === "young_person" ? line.text : withNumbers(line.text));
  element.append(words);
  const foot = part("p", "foot");
  if (line.at) {
    const time = part("time", "time", clock.format(new Date(line.at)));
    time.dateTime = line.at;
    foot.append(time);
  }
  foot.append(part("span", "state"));
  element.append(foot);
  return element;
}

/** Scrolls to the end, but never so far that the top of the latest line is out of sight. */
export function showEnd() {
  if (!log.lastElementChild) return;
  const bars = document.querySelector(".top").offsetHeight + document.querySelector(".urgent").offsetHeight + 8;
  const top = log.lastElementChild.getBoundingClientRect().top + window.scrollY - bars;
  window.scrollTo(0, Math.min(top, document.documentElement.scrollHeight - window.innerHeight));
}

/** Makes a change; if the end was in sight before, it is afterwards. Who scrolled up to read is left alone. */
export function steady(change) {
  const near = window.innerHeight + window.scrollY > document.documentElement.scrollHeight - 120;
  change();
  if (near) showEnd();
}

/** Unsent texts stay at the bottom: whatever the feed brings goes above them. */
function place(element) {
  steady(() => log.insertBefore(element, log.querySelector(".unsent")));
}

/** Says once that a person is here. Lev's own words tell of their going: a line of Lev's is no proof that they went. */
function announce(line) {
  if (line.speaker !== "worker" || worker === line.name) return;
  worker = line.name;
  place(part("p", "change", `${nameOf(line)}, is here. This is a real person.`));
}

/** Shows a line from the feed. A text of our own is not shown twice: it becomes "Sent". */
export function addLine(line) {
  if (line.speaker === "young_person") {
    if (own.has(line.message_id)) mark(line.message_id, "sent");
    else {
      own.set(line.message_id, build(line));
      place(own.get(line.message_id));
    }
    return;
  }
  announce(line);
  place(build(line));
}

/** Shows a text of our own that is on its way. */
export function addOwn(id, text) {
  const element = build({ speaker: "young_person", text, at: new Date().toISOString() });
  own.set(id, element);
  element.classList.add("unsent");
  log.append(element);
  showEnd();
}

/** Changes what is said under a text of our own: `sending`, `sent` or `failed` with a reason and a button. */
export function mark(id, state, reason, button) {
  const element = own.get(id);
  const where = element.querySelector(".state");
  steady(() => {
    where.textContent = reason || { sending: "Sending…", sent: "Sent" }[state];
    if (button) where.append(button);
  });
  if (state === "sent" && element.classList.contains("unsent")) {
    element.classList.remove("unsent");
    const first = log.querySelector(".unsent");
    if (first && first.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_FOLLOWING) log.insertBefore(element, first);
  }
  element.classList.toggle("failed", state === "failed");
}

/** Puts the focus on a text of our own, or on the latest line: where a button was pressed that is gone now. */
export function focusLine(id) {
  const element = id ? own.get(id) : log.lastElementChild;
  if (!element) return;
  element.tabIndex = -1;
  element.focus({ preventScroll: true });
}

/** Takes an unsent text of our own off the page, because it went back into the box. */
export function takeBack(id) {
  own.get(id).remove();
  own.delete(id);
}
