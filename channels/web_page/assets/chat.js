// Puts the chat together: the box, the feed, the ready-made answers. Never locks the box, whatever is going on.

import { follow } from "./feed.js";
import { hideable } from "./hide.js";
import { token } from "./kept.js";
import { addLine, focusLine, showEnd, steady } from "./lines.js";
import { sender } from "./send.js";
import { tellWriting, workerWriting } from "./writing.js";

const AT_REST = 400; // milliseconds without a line: the old lines have all come, from now on each one is announced
const [form, box, log, choices, status] = ["say", "box", "log", "choices", "status"].map((id) => document.getElementById(id));

let warned = false; // safe words are said once, until the transcript moves on
const mine = token();
const outgoing = sender(mine, {
  speak(text) {
    if (warned) return;
    warned = true;
    addLine({ speaker: "lev", text, at: new Date().toISOString() });
  },
  tell(text) {
    tell(text);
  },
  refill(text) {
    box.value = box.value ? `${text}\n${box.value}` : text;
    box.focus();
  },
});

function tell(text) {
  steady(() => {
    status.textContent = text;
  });
}

function say(text) {
  if (!text.trim()) return;
  offer([]);
  outgoing.say(text);
}

/** Shows ready-made answers under the latest line, in the language they are in; none takes them away. */
function offer(texts, language) {
  const had = choices.contains(document.activeElement);
  steady(() => fill(texts, language));
  if (had) focusLine(); // the button that had the focus is gone; the box would bring up a phone's keyboard unasked
}

function fill(texts, language) {
  choices.textContent = "";
  for (const text of texts) {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = text;
    if (language) button.lang = language;
    button.addEventListener("click", () => say(text));
    choices.append(button);
  }
  choices.hidden = !texts.length;
}

let resting;
function soonAtRest() {
  clearTimeout(resting);
  resting = setTimeout(() => {
    if (log.getAttribute("aria-busy") === "true") showEnd();
    log.setAttribute("aria-busy", "false");
  }, AT_REST);
}

let lost = false;
function connection(there) {
  soonAtRest();
  if (there && lost) tell("You are connected again.");
  if (!there && !lost) tell("The connection is lost. We keep trying. You can go on writing.");
  lost = !there;
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  const text = box.value;
  box.value = "";
  box.focus();
  say(text);
});
box.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
  event.preventDefault();
  form.requestSubmit ? form.requestSubmit() : form.querySelector("button").click();
});
document.getElementById("skip").addEventListener("click", (event) => {
  event.preventDefault(); // a jump to #box would be a second entry in the history, and Leave now replaces only one
  box.focus();
});

// The page came whole, with forms that work without this script. From here on the script does it all.
for (const field of document.querySelectorAll("input[name=handle]")) field.value = mine;
for (const plain of document.querySelectorAll(".plain")) plain.remove();
for (const scripted of document.querySelectorAll(".scripted")) scripted.hidden = false;
log.textContent = "";
status.textContent = "";
if ("said" in document.body.dataset) {
  delete document.body.dataset.said;
  history.replaceState(null, "", "/chat"); // a reload must not send the form again
}
outgoing.restore();
hideable(mine);
tellWriting(mine, box);

follow(mine, (id, line) => {
  soonAtRest();
  warned = false;
  workerWriting(false);
  addLine(line);
  if (line.speaker === "young_person") outgoing.arrived(line.message_id);
  offer(line.choices || [], line.menu);
}, connection, () => workerWriting(true));
