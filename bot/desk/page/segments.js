// How a text goes out as an SMS: the mirror of bot/model/segments.py and channels/sms_parts.py. A test holds them against each other.
"use strict";
const BASIC = new Set("@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà");
const EXTENDED = new Set("^{}\\[~]|€\f");
const PLAIN = [
  [/[\u2018\u2019\u201b\u02bc\u2032\u00b4`]/gu, "'"], [/[\u201c\u201d\u201f\u2033\u00ab\u00bb]/gu, '"'],
  [/[\u2010-\u2014\u2212]/gu, "-"], [/[\u00a0\u2002\u2003\u2009\u202f\t]/gu, " "],
  [/[\u200b\u2060\ufeff]/gu, ""], [/\u2026/gu, "..."], [/\u2022/gu, "-"],
];

function countSegments(text) {
  const characters = [...text];
  const gsm = characters.every((one) => BASIC.has(one) || EXTENDED.has(one));
  const sizes = characters.map((one) => (gsm ? (EXTENDED.has(one) ? 2 : 1) : one.length));
  const units = sizes.reduce((sum, size) => sum + size, 0);
  const [one, many] = gsm ? [160, 153] : [70, 67];
  let segments = 1, left = many;
  if (units > one) for (const size of sizes) {
    if (size > left) { segments += 1; left = many; }  // what takes two is never torn apart
    left -= size;
  }
  return { encoding: gsm ? "GSM-7" : "UCS-2", units, segments };
}

function packedSize(text) {
  const whole = countSegments(text);
  const plain = countSegments(PLAIN.reduce((made, [from, to]) => made.replace(from, to), text));
  return plain.segments < whole.segments ? plain : whole;
}
