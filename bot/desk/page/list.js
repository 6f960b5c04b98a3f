// The list and the overview follow the bell: fetched anew and put in place. The alarm sounds until somebody has seen the case.
"use strict";
const live = document.getElementById("live");
const sound = document.getElementById("sound");
const title = document.title;
const REPEAT_MS = 4000;
const ANEW_MS = 300000;  // times and who is on change without a bell; and a page that is watched keeps its worker on
const WANTED = "lev sound";
let audio = null;
let loading = false;
let again = false;
let held = null;

function cases() { return document.getElementById("cases"); }

function choosing() {  // somebody is in the middle of a form of the list: it must not be taken from under them
  return cases().contains(document.activeElement) && ["SELECT", "INPUT", "TEXTAREA"].includes(document.activeElement.tagName);
}

function turn(page) {  // the main button itself stays where it is: a press must not fall between two of them
  const take = document.getElementById("take"), fresh = page.getElementById("take");
  if (!take || !fresh) return;
  take.disabled = fresh.disabled;
  document.getElementById("turn").replaceWith(page.getElementById("turn"));
}

function shown(page) {
  const fresh = page.getElementById("cases");
  if (!fresh) { location.reload(); return; }  // signed out meanwhile
  if (choosing()) { held = page; cases().dataset.alarms = fresh.dataset.alarms; ring(); return; }
  held = null;
  turn(page);
  const before = new Set([...document.querySelectorAll("li.case")].map((row) => row.dataset.case));
  const old = cases();
  const focused = old.contains(document.activeElement) ? document.activeElement : null;
  const link = focused && focused.getAttribute("href");
  old.replaceWith(fresh);
  const same = link && fresh.querySelector(`a[href="${CSS.escape(link)}"]`);
  if (same) same.focus({ preventScroll: true });
  const added = [...fresh.querySelectorAll("li.case")].filter((row) => !before.has(row.dataset.case));
  if (added.length) live.textContent = `New: ${added.map((row) => row.querySelector(".kinds").textContent.trim()).join("; ")}`;
  ring();
}

async function load() {
  if (loading) { again = true; return; }
  loading = true;
  try {
    const answer = await fetch(location.pathname, { headers: { Accept: "text/html" }, redirect: "follow" });
    shown(new DOMParser().parseFromString(await answer.text(), "text/html"));
  } catch { live.textContent = "No connection. Trying again."; }
  loading = false;
  if (again) { again = false; load(); }
}

function beep() {
  const now = audio.currentTime;
  for (const start of [0, 0.25]) {
    const tone = audio.createOscillator(), volume = audio.createGain();
    tone.frequency.value = 880;
    volume.gain.setValueAtTime(0.2, now + start);
    volume.gain.exponentialRampToValueAtTime(0.001, now + start + 0.2);
    tone.connect(volume).connect(audio.destination);
    tone.start(now + start);
    tone.stop(now + start + 0.2);
  }
}

function ring() {
  const count = Number(cases().dataset.alarms);
  document.title = count ? `(${count}) ${title}` : title;
  if (count && audio && audio.state === "running") beep();
}

function tell() {
  const on = Boolean(audio) && audio.state === "running";
  sound.setAttribute("aria-pressed", String(on));
  sound.textContent = on ? "Sound is on" : audio ? "Sound is on after your first click" : "Sound is off";
}

async function turnOn() {
  audio = audio || new AudioContext();
  audio.addEventListener("statechange", tell);
  localStorage.setItem(WANTED, "on");
  tell();
  if (audio.state !== "running") await audio.resume();  // a browser lets a page sound only after a click or a key on it
  tell();
}

sound.hidden = false;
sound.addEventListener("click", async () => {
  if (audio && audio.state === "running") { audio.close(); audio = null; localStorage.removeItem(WANTED); tell(); return; }
  await turnOn();
  beep();
});
if (localStorage.getItem(WANTED)) {
  turnOn();
  for (const first of ["pointerdown", "keydown"]) document.addEventListener(first, () => { if (audio) audio.resume(); }, { once: true });
}

const play = document.getElementById("play"), heard = document.getElementById("heard");
if (play) {
  play.hidden = false;
  heard.hidden = true;  // not before it was played
  play.addEventListener("click", async () => { await turnOn(); beep(); heard.hidden = false; heard.querySelector("button").focus(); });
}

document.addEventListener("focusout", () => { setTimeout(() => { if (held && !choosing()) shown(held); }, 0); });
document.addEventListener("submit", (event) => {  // one press is one press: the button waits for the next page
  for (const button of event.target.querySelectorAll("button")) setTimeout(() => { button.disabled = true; }, 0);
});
addEventListener("pageshow", (event) => { if (event.persisted) load(); });
setInterval(ring, REPEAT_MS);
setInterval(load, location.pathname.endsWith("overview") ? 30000 : ANEW_MS);

const bell = new EventSource("/desk/live");
bell.addEventListener("ring", load);
bell.addEventListener("open", () => { live.textContent = ""; });
bell.addEventListener("error", () => { live.textContent = "No connection. Trying again."; });
ring();
