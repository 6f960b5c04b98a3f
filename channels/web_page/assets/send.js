// Sends what is said, one text at a time so that the order holds. Never loses a text: it is on the page until it is safe.

import { forget, keep, outbox, random } from "./kept.js";
import { left } from "./leave.js";
import { addOwn, focusLine, mark, takeBack } from "./lines.js";

const TOO_LONG = 25000; // milliseconds; the same id is sent again, so a text that did arrive is not doubled
const notSent = document.getElementById("not-sent").content.textContent;

/** `speak(text)` shows safe words that the server sent along; `tell(text)` is the status line; `refill(text)` fills the box. */
export function sender(token, { speak, tell, refill }) {
  let queue = Promise.resolve();
  const seen = new Set(); // ids that the transcript has shown: nothing that comes later makes them unsent
  const troubled = new Set(); // ids that are shown as not sent

  function button(id, label, press) {
    const element = document.createElement("button");
    element.type = "button";
    element.textContent = label;
    element.addEventListener("click", () => {
      focusLine(id); // the button is about to go, and the focus must not go with it
      press();
    });
    return element;
  }

  function failed(said, reason, lasting) {
    if (seen.has(said.id)) return;
    const again = button(said.id, "Try again", () => enqueue(said));
    const edit = button(said.id, "Change it", () => {
      troubled.delete(said.id);
      forget(said.id);
      tell("");
      takeBack(said.id);
      refill(said.text);
    });
    mark(said.id, "failed", reason, lasting ? edit : again);
    troubled.add(said.id);
    tell("Your message was not sent.");
  }

  async function attempt(said) {
    if (left.aborted || seen.has(said.id)) return;
    const stop = new AbortController();
    const timer = setTimeout(() => stop.abort(), TOO_LONG);
    let status = 0;
    let answer = {};
    try {
      const response = await fetch("/chat/say", {
        method: "POST",
        headers: { Authorization: `Bearer ${token}`, "Content-Type": "application/json" },
        body: JSON.stringify({ id: said.id, text: said.text }),
        signal: stop.signal,
        credentials: "omit",
      });
      status = response.status;
      answer = await response.json();
    } catch (error) {
      // No answer, or not one of ours: `status` tells.
    } finally {
      clearTimeout(timer);
    }
    if (left.aborted) return;
    if (answer.say) speak(answer.say);
    if (status === 202) {
      if (!seen.has(said.id)) keep({ id: said.id, text: said.text, sent: true });
      mark(said.id, "sent");
      return;
    }
    const lasting = status === 400 || status === 413;
    failed(said, answer.error ? `Not sent. ${answer.error}` : notSent, lasting);
  }

  function enqueue(said) {
    troubled.delete(said.id);
    mark(said.id, "sending");
    tell("");
    queue = queue.then(() => attempt(said));
  }

  return {
    say(text) {
      const said = { id: random(16), text, sent: false };
      keep(said);
      addOwn(said.id, text);
      enqueue(said);
    },
    /** The transcript shows this text: it is safe, whatever we thought. */
    arrived(id) {
      seen.add(id);
      forget(id);
      if (troubled.delete(id) && !troubled.size) tell("");
    },
    /** After a reload: what was said but is not in the transcript yet. */
    restore() {
      for (const said of outbox()) {
        addOwn(said.id, said.text);
        if (said.sent) mark(said.id, "sent");
        else failed(said, notSent, false);
      }
    },
  };
}
