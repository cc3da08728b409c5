import { describe, expect, it } from "vitest";
import { readFormError } from "./form-error";
import { localPath } from "./local-path";
import { readTypedValues } from "./typed-values";

describe("where a sign-in leads", () => {
  it.each(["/dashboard", "/api-keys?cursor=1", "/docs#errors"])("to a path of our own: %s", (path) => {
    expect(localPath(path)).toBe(path);
  });

  it.each(["https://evil.example", "//evil.example", "/\\evil.example", "\\\\evil.example", "javascript:alert(1)", "/\u0009/evil.example", "dashboard", ""])("never anywhere else: %j", (path) => {
    expect(localPath(path)).toBeUndefined();
  });
});

describe("what a refused form says", () => {
  it("stands at the field where it is about one", () => {
    expect(readFormError("CONFLICT", "username")).toEqual({ text: "is already taken", field: "username" });
  });

  it("stands above the form where it is not", () => {
    expect(readFormError("INVALID_CREDENTIALS", undefined)).toEqual({ text: "Wrong username or password.", field: undefined });
  });

  it("says nothing for what is not a code of ours, so that nobody can put words on the page by a link", () => {
    expect(readFormError("Your account was hacked, call us", "email")).toBeUndefined();
    expect(readFormError("constructor", undefined)).toBeUndefined();
  });
});

describe("what was typed before", () => {
  it("comes back from the cookie", () => {
    expect(readTypedValues(encodeURIComponent(JSON.stringify({ identifier: "ada" })))).toMatchObject({ identifier: "ada" });
  });

  it.each([undefined, "", "%", "null", "[]", "%7B%22identifier%22%3A1%7D"])("is empty where the cookie is %j", (cookie) => {
    expect(Object.values(readTypedValues(cookie)).filter((value) => value !== undefined)).toEqual([]);
  });
});
