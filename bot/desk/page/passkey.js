// Passkeys: asks the browser to sign in with one, or to make one. Without them these buttons stay hidden.
"use strict";
const able = window.PublicKeyCredential && PublicKeyCredential.parseRequestOptionsFromJSON;

async function post(path, fields) {
  const answer = await fetch(path, { method: "POST", body: new URLSearchParams(fields), credentials: "same-origin" });
  const said = await answer.json().catch(() => ({ error: "Load this page again." }));
  if (!answer.ok) throw new Error(said.error || "Load this page again.");
  return said;
}

async function press(form) {
  const fields = Object.fromEntries(new FormData(form));
  const wrong = form.querySelector(".wrong");
  wrong.hidden = true;
  try {
    const makes = form.dataset.makes === "yes";
    const asked = await post(form.dataset.begin, fields);
    const credential = makes
      ? await navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(asked) })
      : await navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(asked) });
    const done = await post(form.action, { csrf: fields.csrf || "", credential: JSON.stringify(credential) });
    location.assign(done.to);
  } catch (error) {
    wrong.textContent = error.name === "Error" ? error.message : "No passkey was used. Try again, or use your password.";
    wrong.hidden = false;
  }
}

for (const form of able ? document.querySelectorAll("form[data-begin]") : []) {
  form.hidden = false;
  form.addEventListener("submit", (event) => { event.preventDefault(); press(form); });
}
