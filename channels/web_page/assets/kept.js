// What this tab remembers until it is closed: its token, and texts that the transcript does not show yet.
// Never writes after somebody has left, and never uses storage that outlives the tab.

import { left } from "./leave.js";

const TOKEN = "t";
const OUTBOX = "o";
const memory = {}; // when the browser refuses storage, the chat still works until the page is reloaded

function read(key) {
  try {
    return sessionStorage.getItem(key) || memory[key] || null;
  } catch (error) {
    return memory[key] || null;
  }
}

function write(key, value) {
  if (left.aborted) return;
  memory[key] = value;
  try {
    sessionStorage.setItem(key, value);
  } catch (error) {
    // Refused or full: memory has it.
  }
}

/** `count` random bytes as base64url. */
export function random(count) {
  const bytes = crypto.getRandomValues(new Uint8Array(count));
  return btoa(String.fromCharCode.apply(null, bytes)).replace(/\+/g, "-").replace(/\//g, "_").replace(/=/g, "");
}

/** This tab's token: made once, for the page or by it, and sent in a header or a form's body only. */
export function token() {
  const said = "said" in document.body.dataset; // the page's form was sent before this script ran: that talk is the talk
  let value = said ? document.getElementById("handle").value : read(TOKEN);
  if (!/^[A-Za-z0-9_-]{43}$/.test(value || "")) value = random(32);
  write(TOKEN, value);
  return value;
}

/** The texts waiting to be seen in the transcript: a list of {id, text, sent}. */
export function outbox() {
  try {
    return JSON.parse(read(OUTBOX)) || [];
  } catch (error) {
    return [];
  }
}

export function keep(said) {
  write(OUTBOX, JSON.stringify(outbox().filter((other) => other.id !== said.id).concat(said)));
}

export function forget(id) {
  const rest = outbox();
  if (rest.some((said) => said.id === id)) write(OUTBOX, JSON.stringify(rest.filter((said) => said.id !== id)));
}
