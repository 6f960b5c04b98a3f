// The list follows the bell: it is fetched anew and put in place, and the alarm sounds until somebody has seen the case.
"use strict";
const live = document.getElementById("live");
const sound = document.getElementById("sound");
const title = document.title;
const REPEAT_MS = 4000;
let audio = null;
let loading = false;
let again = false;

function alarms() { return Number(document.getElementById("cases").dataset.alarms); }

function shown(page) {
  const fresh = page.getElementById("cases");
  if (!fresh) { location.reload(); return; }  // signed out meanwhile
  const before = new Set([...document.querySelectorAll("li.case")].map((row) => row.id));
  const old = document.getElementById("cases");
  const focused = old.contains(document.activeElement) ? document.activeElement : null;
  const link = focused && focused.getAttribute("href");
  old.replaceWith(fresh);
  if (link) { const same = fresh.querySelector(`a[href="${CSS.escape(link)}"]`); if (same) same.focus({ preventScroll: true }); }
  const added = [...fresh.querySelectorAll("li.case")].filter((row) => !before.has(row.id));
  if (added.length) live.textContent = `New: ${added.map((row) => row.querySelector(".kinds").textContent.trim()).join("; ")}`;
  ring();
}

async function load() {
  if (loading) { again = true; return; }
  loading = true;
  try {
    const answer = await fetch("/desk", { headers: { Accept: "text/html" }, redirect: "follow" });
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
  const count = alarms();
  document.title = count ? `(${count}) ${title}` : title;
  if (count && audio) beep();
}

sound.hidden = false;
sound.addEventListener("click", () => {
  if (audio) { audio.close(); audio = null; } else { audio = new AudioContext(); beep(); }
  sound.setAttribute("aria-pressed", String(Boolean(audio)));
  sound.textContent = audio ? "Sound is on" : "Sound is off";
});
setInterval(ring, REPEAT_MS);

const bell = new EventSource("/desk/live");
bell.addEventListener("ring", load);
bell.addEventListener("open", () => { live.textContent = ""; });
bell.addEventListener("error", () => { live.textContent = "No connection. Trying again."; });
ring();
