// The case follows the bell: new lines are added, delivery states change in place, and nothing that is being typed is lost.
"use strict";
const place = location.pathname;
const live = document.getElementById("live");
const lines = document.getElementById("lines");
const ANEW_MS = 300000;  // a step of the clock becomes late without a bell
let saving = 0;
let loading = false;
let again = false;

function addLines(page) {
  const low = lines.scrollHeight - lines.scrollTop - lines.clientHeight < 40;
  for (const line of page.querySelectorAll("#lines > li")) {
    const here = document.getElementById(line.id);
    if (!here) { lines.append(line); continue; }
    const fresh = line.querySelector(".state"), old = here.querySelector(".state");
    if (fresh && old && fresh.textContent !== old.textContent) old.replaceWith(fresh);
  }
  if (low) lines.scrollTop = lines.scrollHeight;
}

function swap(page, id) {
  const fresh = page.getElementById(id), old = document.getElementById(id);
  if (fresh && old) old.replaceWith(fresh);
  else if (old) old.remove();
}

function show(page) {
  if (!page.getElementById("lines")) { location.reload(); return; }  // signed out, or the case is gone
  const newest = youngest();
  addLines(page);
  if (youngest() !== newest) wroteMeanwhile(page);
  swap(page, "facts");
  const work = page.getElementById("work");
  const moved = work.dataset.work !== document.getElementById("work").dataset.work;
  if (moved) { const was = reply(); swap(page, "work"); swap(page, "moves"); bind(was); live.textContent = page.getElementById("facts").dataset.state; }
  const safe = document.getElementById("safety");
  const noted = safe.dataset.work !== page.getElementById("safety").dataset.work;
  if (noted && !safe.contains(document.activeElement)) swap(page, "safety");
  const typing = document.getElementById("private").contains(document.activeElement);
  if (!typing) swap(page, "private");
  if (!document.getElementById("posted").contains(document.activeElement)) swap(page, "posted");
}

async function load() {
  if (loading) { again = true; return; }
  loading = true;
  try {
    const answer = await fetch(`${place}?live=1`, { headers: { Accept: "text/html" } });
    show(new DOMParser().parseFromString(await answer.text(), "text/html"));
  } catch { live.textContent = "No connection. Trying again."; }
  loading = false;
  if (again) { again = false; load(); }
}

const reply = () => document.getElementById("reply");
const youngest = () => [...lines.querySelectorAll(".young_person")].pop()?.id;

// What was read is what stood here when the box was empty. The server holds whatever is sent without having read the rest.
function wroteMeanwhile(page) {
  const form = reply(), there = page.getElementById("reply");
  if (!form || !there) return;
  if (!form.elements.text.value.trim()) form.elements.seen.value = there.elements.seen.value;
  else live.textContent = "They wrote while you typed.";
}

function keepDraft() {
  clearTimeout(saving);
  saving = setTimeout(saveDraft, 400);
}

function saveDraft() {
  clearTimeout(saving);
  saving = 0;
  const form = reply();
  if (form) fetch(`${place}/draft`, { method: "POST", body: new URLSearchParams(new FormData(form)), headers: { Accept: "application/json" }, keepalive: true }).catch(() => {});
}

// The page as it is now: its lines first, then which of them the form has read, and the number of the next text.
async function caughtUp(form) {
  const answer = await fetch(`${place}?live=1`, { headers: { Accept: "text/html" } });
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  show(page);
  const there = page.getElementById("reply");
  for (const name of there ? ["seen", "nonce"] : []) form.elements[name].value = there.elements[name].value;
  lines.scrollTop = lines.scrollHeight;
}

async function send(event) {
  event.preventDefault();
  const form = event.currentTarget, box = form.querySelector("textarea"), wrong = document.getElementById("not-sent");
  const button = event.submitter || form.querySelector("button"), anyway = document.getElementById("anyway");
  const fields = new URLSearchParams(new FormData(form));
  if (button === anyway) fields.set("anyway", "yes");
  anyway.hidden = true;
  button.disabled = true;
  clearTimeout(saving);
  saving = 0;
  wrong.hidden = true;
  try {
    const answer = await fetch(form.action, { method: "POST", body: fields, headers: { Accept: "application/json" } });
    const type = answer.headers.get("content-type") || "";
    const said = type.includes("json") ? await answer.json() : { error: await answer.text() };
    if (answer.status === 409) await caughtUp(form);
    anyway.hidden = !said.anyway;
    if (!answer.ok) throw new Error(said.error || "Not sent.");
    box.value = "";
    form.elements.seen.value = (youngest() || "line-0-0").slice(5);
    live.textContent = "";
    box.dispatchEvent(new Event("input", { bubbles: true }));
    clearTimeout(saving);
    // A new press is a new message; a retry of this one would have kept its number.
    form.elements.nonce.value = crypto.getRandomValues(new Uint32Array(3)).join("-");
  } catch (error) {
    wrong.textContent = `Not sent: ${error instanceof TypeError ? "no connection" : error.message} Your text is still here.`;
    wrong.hidden = false;
  }
  button.disabled = false;
  box.focus();
}

function bind(was) {
  const form = reply();
  if (!form) return;
  const box = form.querySelector("textarea");
  if (was && was !== form) for (const name of ["text", "nonce", "seen"]) form.elements[name].value = was.elements[name].value;
  box.addEventListener("input", keepDraft);
  form.addEventListener("submit", send);
}

bind();
addEventListener("pagehide", () => { if (saving) saveDraft(); });
lines.scrollTop = lines.scrollHeight;
setInterval(load, ANEW_MS);
const bell = new EventSource(`${place}/live`);
bell.addEventListener("ring", load);
bell.addEventListener("open", () => { live.textContent = ""; });
bell.addEventListener("error", () => { live.textContent = "No connection. Trying again."; });
