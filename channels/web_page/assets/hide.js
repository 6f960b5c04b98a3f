// Hiding the conversation. A press in; a page that has forgotten its talk, and says what we still have, out.
// Never waits for the server before the page is blank: whether or not it hears of it, this tab has lost its token.

import { leave } from "./leave.js";

export function hideable(token) {
  document.getElementById("hide").addEventListener("submit", (event) => {
    event.preventDefault();
    const body = new URLSearchParams({ handle: token });
    fetch("/chat/hide", { method: "POST", body, keepalive: true, credentials: "omit", redirect: "manual" }).catch(() => {});
    leave("/chat/hidden");
  });
}
