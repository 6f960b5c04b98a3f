// Phone numbers in what we say become links to press. Text in, a fragment out. Never used on what a young person wrote.

const NUMBER = /\b(SHOUT to 85258|999|111|101|116 ?\d{3}|0\d{3,4} ?\d{3,4}(?: ?\d{3,4})?)\b(?![-–/:.%]?\d)/g;

/** The text as a fragment, with each number it knows as a `tel:` link, or an `sms:` link for Shout. */
export function withNumbers(text) {
  const fragment = document.createDocumentFragment();
  let from = 0;
  for (const found of text.matchAll(NUMBER)) {
    fragment.append(text.slice(from, found.index));
    const link = document.createElement("a");
    link.textContent = found[0];
    link.href = found[0].startsWith("SHOUT") ? "sms:85258" : `tel:${found[0].replace(/ /g, "")}`;
    fragment.append(link);
    from = found.index + found[0].length;
  }
  fragment.append(text.slice(from));
  return fragment;
}
