// Beside the reply: approved replies by shortcut, places of help, and the size of a text. Whatever is put in can still be changed.
"use strict";
{
  const at = (id) => document.getElementById(id);
  let chosen = 0;

  const asked = (box) => /(?:^|\s)\/([a-z_]*)$/.exec(box.value.slice(0, box.selectionStart));
  const open = () => at("picks") && !at("picks").hidden;

  function shut() {
    const picks = at("picks"), box = at("text");
    if (!picks || picks.hidden) return;
    picks.hidden = true;
    picks.replaceChildren();
    box.removeAttribute("aria-activedescendant");
  }

  function choose(number) {
    const options = [...at("picks").children];
    chosen = (number + options.length) % options.length;
    options.forEach((one, place) => one.setAttribute("aria-selected", String(place === chosen)));
    at("text").setAttribute("aria-activedescendant", options[chosen].id);
    options[chosen].scrollIntoView({ block: "nearest" });
  }

  function offer(box) {
    const found = asked(box), list = at("replies");
    const fit = found && list ? [...list.querySelectorAll("[data-reply]")].filter((one) => one.dataset.reply.startsWith(found[1])) : [];
    if (!fit.length) { shut(); return; }
    at("picks").replaceChildren(...fit.map((one, number) => {
      const option = document.createElement("li");
      option.id = `pick-${number}`;
      option.setAttribute("role", "option");
      option.dataset.text = one.dataset.text;
      option.textContent = `/${one.dataset.reply} ${one.dataset.for}${"pending" in one.dataset ? " (not signed off)" : ""}`;
      return option;
    }));
    at("picks").hidden = false;
    at("picks-told").textContent = `${fit.length} approved ${fit.length === 1 ? "reply" : "replies"}. Arrow keys choose, Enter puts it in.`;
    choose(0);
  }

  function put(text, from) {
    const box = at("text");
    if (!box || box.disabled) return;
    const gap = from === undefined && box.value && !/\s$/.test(box.value.slice(0, box.selectionStart)) ? "\n" : "";
    box.setRangeText(gap + text, from ?? box.selectionStart, box.selectionEnd, "end");
    shut();
    box.focus();
    box.dispatchEvent(new Event("input", { bubbles: true }));
    shut();
  }

  function take() {
    const box = at("text"), found = asked(box);
    put(at("picks").children[chosen].dataset.text, box.selectionStart - (found ? found[1].length + 1 : 0));
  }

  function size(box) {
    const place = at("size");
    if (!place) return;
    const { encoding, units, segments } = packedSize(box.value.trim());
    place.textContent = box.value.trim() ? `${units} of ${encoding === "GSM-7" ? (segments > 1 ? 153 * segments : 160) : (segments > 1 ? 67 * segments : 70)} characters, ${segments} text${segments === 1 ? "" : "s"}${encoding === "UCS-2" ? " (an emoji or a special letter makes each text shorter)" : ""}` : "";
    const told = segments > 1 ? `${segments} texts` : "";
    if (at("size-told").textContent !== told) at("size-told").textContent = told;
  }

  document.addEventListener("input", (event) => {
    if (event.target.id === "text") { offer(event.target); size(event.target); }
    if (event.target.id !== "place") return;
    const wanted = event.target.value.toLowerCase().split(/\s+/).filter(Boolean);
    let count = 0;
    for (const one of at("places").querySelectorAll("[data-words]")) {
      one.hidden = !wanted.every((word) => one.dataset.words.includes(word));
      count += one.hidden ? 0 : 1;
    }
    at("place-count").textContent = `${count} ${count === 1 ? "place" : "places"}`;
  });

  document.addEventListener("keydown", (event) => {
    if (event.target.id !== "text" || !open() || event.isComposing) return;
    if (event.key === "ArrowDown") choose(chosen + 1);
    else if (event.key === "ArrowUp") choose(chosen - 1);
    else if (event.key === "Enter") take();
    else if (event.key === "Escape") shut();
    else return;
    event.preventDefault();
  });

  document.addEventListener("click", (event) => {
    const option = event.target.closest("#picks > li"), button = event.target.closest("[data-put]");
    if (option) { chosen = [...at("picks").children].indexOf(option); take(); }
    else if (button) put(button.closest("[data-text]").dataset.text);
    else if (event.target.id !== "text") shut();
  });

  for (const one of document.querySelectorAll("[data-put], #places > div")) one.hidden = false;
}
