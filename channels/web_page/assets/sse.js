// Reads server-sent events. Pieces of text in, whole events out. Never holds back an event that is complete.

/** Returns a function to feed with text; it calls `onEvent({id, name, data})` for each event with data. */
export function reader(onEvent) {
  let rest = "";
  let event = { id: "", name: "message", data: [] };

  function line(text) {
    if (text === "") {
      if (event.data.length) onEvent({ id: event.id, name: event.name, data: event.data.join("\n") });
      event = { id: "", name: "message", data: [] };
      return;
    }
    const colon = text.indexOf(":");
    if (colon === 0) return; // a comment: the server's ping
    const field = colon < 0 ? text : text.slice(0, colon);
    const value = colon < 0 ? "" : text.slice(colon + 1).replace(/^ /, "");
    if (field === "data") event.data.push(value);
    else if (field === "event") event.name = value;
    else if (field === "id") event.id = value;
  }

  return function feed(text) {
    rest += text;
    for (;;) {
      const end = /\r\n|\n|\r(?!$)/.exec(rest); // a CR at the very end may be half of a CR LF
      if (!end) return;
      const whole = rest.slice(0, end.index);
      rest = rest.slice(end.index + end[0].length);
      line(whole);
    }
  };
}
