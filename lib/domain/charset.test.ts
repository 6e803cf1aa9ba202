import { expect, test } from "vitest";
import { asUtf8, decodeBody, readFormField } from "./charset";

const text = '{"a":"Zürich"}';
const latin1 = Buffer.from(text, "latin1");
const utf16le = Buffer.from(text, "utf16le");
const utf16be = Buffer.from(utf16le).swap16();
const utf8 = Buffer.from(text);
const marked = (mark: number[], bytes: Buffer) => Buffer.concat([Buffer.from(mark), bytes]);

test.each<[string, Buffer]>([
  ["", utf8],
  ["application/json", utf8],
  ["application/json; charset=utf-8", utf8],
  ["application/json;charset=UTF8", utf8],
  ['application/json; charset="utf-8"', marked([0xef, 0xbb, 0xbf], utf8)],
  ["application/json; charset=iso-8859-1", marked([0xef, 0xbb, 0xbf], utf8)],
  ["application/json; charset=us-ascii", utf8],
  ["application/json; charset=ISO-8859-1", latin1],
  ["application/json;charset=latin1; q=1", latin1],
  ["application/json; Charset='windows-1252'", latin1],
  ["application/json; charset=iso-8859-15", latin1],
  ["application/json; charset=utf-16", utf16le],
  ["application/json; charset=utf-16", utf16be],
  ["application/json; charset=utf-16", marked([0xff, 0xfe], utf16le)],
  ["application/json; charset=utf-16", marked([0xfe, 0xff], utf16be)],
  ["application/json; charset=utf-16le", utf16le],
  ["application/json; charset=UTF-16BE", utf16be],
  ["application/json", marked([0xff, 0xfe], utf16le)],
  ["application/json", utf16be],
  ["application/json", utf16le],
])("a body of %s is read as it is written (%#)", (type, bytes) => {
  expect(decodeBody(bytes, type)).toEqual({ ok: true, text });
});

test("of windows-1252 each byte is what the web takes it for, also under its older names", () => {
  for (const name of ["windows-1252", "cp1252", "iso-8859-1"])
    expect(decodeBody(Buffer.from([0x80, 0x91, 0x92, 0x96, 0xa4, 0xe9, 0x9f]), `text/plain; charset=${name}`)).toMatchObject({
      text: "€‘’–¤éŸ",
    });
});

test.each<[string, number[], RegExp]>([
  ["", [0x7b, 0xff], /^The body is not valid UTF-8: send UTF-8/],
  ["application/json", [0xc3, 0x28], /not valid UTF-8/],
  ["application/json", [0xed, 0xa0, 0x80], /not valid UTF-8/],
  ["application/json; charset=utf-8", [0x7b, 0xe9], /not valid UTF-8/],
  ["application/json; charset=utf-16le", [0x7b, 0x00, 0x22], /not valid UTF-16LE/],
  ["application/json; charset=shift_jis", [0x80, 0x41], /not valid SHIFT_JIS/],
  ["application/json; charset=klingon", [0x7b], /charset KLINGON is not known here: send UTF-8/],
  ["application/json; charset=utf-7", [0x7b], /UTF-7 is not known/],
])("a body of %s with the bytes %j is refused in words", (type, bytes, words) => {
  expect(decodeBody(Buffer.from(bytes), type)).toEqual({ ok: false, reason: expect.stringMatching(words) });
});

const form = "application/x-www-form-urlencoded";
test.each([
  ["payload=%7B%22a%22%3A1%7D", form, '{"a":1}'],
  ["x=1&payload=a+b%2Bc&y=%FF", form, "a b+c"],
  ["payload=Z%C3%BCrich", form, "Zürich"],
  ["payload=Z%FCrich%80", `${form}; charset=iso-8859-1`, "Zürich€"],
  ["payload=a=b", form, "a=b"],
  ["payload=", form, ""],
  ["payload", form, ""],
  ["payloads=1", form, null],
  ["", form, null],
])("the form %j as %s holds %j", (body, type, value) => {
  const field = readFormField(body, "payload", type);
  expect(field).toEqual(value === null ? null : { ok: true, text: value });
});

test.each([
  ["payload=%7B%22a%22%3A%22%FF%22%7D", form, /no text of its charset/],
  ["payload=%C3%28", form, /no text of its charset/],
  ["payload=%ED%A0%80", form, /no text of its charset/],
  ["payload=%ZZ", form, /%ZZ, which is no byte: write % as %25/],
  ["payload=100%", form, /has %, which is no byte/],
  ["payload=%u00fc", form, /has %u0,/],
  ["payload=%7B%7D", `${form}; charset=klingon`, /no text of its charset/],
])("the form %j as %s cannot be read", (body, type, words) => {
  expect(readFormField(body, "payload", type)).toEqual({ ok: false, reason: expect.stringMatching(words) });
});

test("a text that is UTF-8 by now says so", () => {
  expect(asUtf8('application/json; charset="utf-16"; a=b')).toBe("application/json; charset=utf-8; a=b");
  expect(asUtf8(form)).toBe(form);
});
